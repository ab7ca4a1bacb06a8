package uk.fosteringhub.routes.settings;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads who may use the REST interface. */
final class CredentialReader {
    /** The name of the single key that may do everything. */
    static final String ONLY_KEY = "key";

    private static final int SHORTEST_KEY = 16;

    private final Values values;

    CredentialReader(Values values) {
        this.values = values;
    }

    /**
     * @param systems the names of all systems
     * @return those that have a key
     */
    List<Credential> read(SettingsAsWritten.Api block, Set<String> systems) {
        List<Credential> credentials = new ArrayList<>();
        Values.secret(block.key())
                .ifPresent(key -> credentials.add(new Credential(
                        ONLY_KEY,
                        Set.of(Credential.hash(key)),
                        EnumSet.allOf(Scope.class),
                        Optional.empty(),
                        List.of())));
        Map<String, SettingsAsWritten.CredentialBlock> blocks =
                block.credentials() == null ? Map.of() : block.credentials();
        blocks.forEach((name, written) -> one(name, written, systems).ifPresent(credentials::add));
        List<String> hashes = credentials.stream()
                .flatMap(credential -> credential.keyHashes().stream())
                .toList();
        if (Set.copyOf(hashes).size() < hashes.size()) {
            values.problem(
                    "hub.api.credentials",
                    "has one key twice, so nobody could tell who calls; give each credential a key of its own.");
        }
        return credentials;
    }

    private Optional<Credential> one(String name, SettingsAsWritten.CredentialBlock written, Set<String> systems) {
        String setting = "hub.api.credentials." + name;
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        if (written.scopes() != null) {
            written.scopes()
                    .forEach(word -> scopes.add(values.word(setting + ".scopes", word, Scope.class, Scope.READ)));
        }
        if (scopes.isEmpty()) {
            values.problem(
                    setting + ".scopes",
                    "is missing; write what it may do: push, read, run, operate, metrics, restricted.");
        }
        Optional<String> system = Values.text(written.system());
        system.filter(one -> !systems.contains(one))
                .ifPresent(one -> values.problem(
                        setting + ".system", "names '" + one + "', which has no block in config/systems; correct it."));
        if (scopes.contains(Scope.PUSH) && system.isEmpty()) {
            values.problem(setting + ".system", "is missing; say whose records this credential pushes.");
        }
        if (name.equals(ONLY_KEY)) {
            values.problem(setting, "has the name that stands for hub.api.key; choose another.");
        }
        Set<String> hashes = new HashSet<>();
        key(setting + ".key", written.key(), written.keySha256(), hashes);
        key(setting + ".next-key", written.nextKey(), written.nextKeySha256(), hashes);
        List<String> secrets = values.signingSecrets(setting, written.signingSecret(), written.nextSigningSecret());
        Values.secret(written.signingSecret())
                .ifPresent(secret -> values.longEnough(setting + ".signing-secret", secret));
        return hashes.isEmpty() ? Optional.empty() : Optional.of(new Credential(name, hashes, scopes, system, secrets));
    }

    /** A key, or what is kept in its place so that no file holds it. */
    private void key(String setting, String written, String hashed, Set<String> hashes) {
        Optional<String> key = Values.secret(written);
        key.filter(text -> text.length() < SHORTEST_KEY || !text.chars().allMatch(c -> c > 0x20 && c < 0x7F))
                .ifPresent(weak -> values.problem(
                        setting,
                        "is shorter than " + SHORTEST_KEY
                                + " characters or holds a blank; make one up with: openssl rand -hex 32"));
        key.ifPresent(text -> hashes.add(Credential.hash(text)));
        Optional<String> hash = Values.text(hashed).map(text -> text.toLowerCase(Locale.ROOT));
        if (key.isPresent() && hash.isPresent()) {
            values.problem(setting, "is there beside its hash; write one of the two.");
        }
        hash.filter(text -> !text.matches("[0-9a-f]{64}"))
                .ifPresent(wrong -> values.problem(
                        setting + "-sha256", "is no SHA-256 in hexadecimal; make it with: printf %s KEY | sha256sum"));
        hash.ifPresent(hashes::add);
    }
}
