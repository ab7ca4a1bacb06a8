package uk.fosteringhub.console.access;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import uk.fosteringhub.core.access.ConsoleUsers;
import uk.fosteringhub.core.access.Role;

/** Passwords of the hub's own: how they are made, and what a person may choose. */
@Component
public final class Passwords {
    public static final int SHORTEST = 12;
    public static final int LONGEST = 64;
    /** Without what is read wrong. */
    private static final String CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    private final PasswordEncoder encoder;
    private final ConsoleUsers users;
    private final SecureRandom random = new SecureRandom();

    Passwords(PasswordEncoder encoder, ConsoleUsers users) {
        this.encoder = encoder;
        this.users = users;
    }

    /** Adds the first person, who lets in the others, if there is nobody yet: their password, to be shown once. */
    public Optional<String> firstAdministrator(String name) {
        if (!users.none()) {
            return Optional.empty();
        }
        String password = generated();
        return users.add("hub", name, "Administrator", hash(password), Set.of(Role.ADMIN, Role.OPERATIONS), true)
                ? Optional.of(password)
                : Optional.empty();
    }

    /** Nearly 100 bits. */
    public String generated() {
        StringBuilder password = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            if (group > 0) {
                password.append('-');
            }
            for (int i = 0; i < GROUP; i++) {
                password.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
            }
        }
        return password.toString();
    }

    public String hash(String password) {
        return encoder.encode(password);
    }

    public boolean matches(String password, String hash) {
        return password.length() <= LONGEST && encoder.matches(password, hash);
    }

    /** What is wrong with a password that somebody wants; empty: nothing. */
    public Optional<String> objection(String password, String name) {
        if (password.length() < SHORTEST) {
            return Optional.of("The new password is too short: it needs at least " + SHORTEST
                    + " characters. Three words in a row are a good one.");
        }
        if (password.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > LONGEST) {
            return Optional.of("The new password is too long: " + LONGEST + " characters are enough.");
        }
        if (password.toLowerCase(java.util.Locale.ROOT).contains(name.toLowerCase(java.util.Locale.ROOT))
                || password.chars().distinct().count() < 5) {
            return Optional.of("The new password is too easy to guess: do not use your name or few characters again and"
                    + " again.");
        }
        return Optional.empty();
    }
}
