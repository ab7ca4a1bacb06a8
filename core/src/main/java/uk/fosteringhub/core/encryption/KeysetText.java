package uk.fosteringhub.core.encryption;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A keyset as text: a JSON document with Tink's own JSON keysets in it. As Base64 it is one word, for an environment. */
final class KeysetText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORMAT = "fostering-integration-hub keyset 1";

    private KeysetText() {}

    static String of(Keyset keyset) {
        try {
            ObjectNode document = JSON.createObjectNode().put("format", FORMAT);
            var keys = document.putArray("keys");
            keyset.keys().forEach(key -> keys.addObject()
                    .put("id", key.id().toString())
                    .put("made", key.made().toString()));
            document.set("files", tree(keyset.files()));
            document.set("payloads", tree(keyset.payloads()));
            document.set("names", tree(keyset.names()));
            document.set("lookups", tree(keyset.lookups()));
            return document.toPrettyString() + "\n";
        } catch (GeneralSecurityException | JsonProcessingException impossible) {
            throw new IllegalStateException("a keyset can be written", impossible);
        }
    }

    /**
     * @param text the document, or its Base64
     * @param where names its place in messages
     * @throws KeysetUnusable if it is none
     */
    static Keyset parse(String text, String where) {
        try {
            JsonNode document = JSON.readTree(decoded(text.strip()));
            if (!document.path("format").asText().equals(FORMAT)) {
                throw new GeneralSecurityException("not the hub's format");
            }
            List<Keyset.KeyMade> keys = new ArrayList<>();
            for (JsonNode key : document.path("keys")) {
                keys.add(new Keyset.KeyMade(
                        KeyId.parse(key.path("id").asText()),
                        Instant.parse(key.path("made").asText())));
            }
            Keyset keyset = new Keyset(
                    keys,
                    handle(document.path("files")),
                    handle(document.path("payloads")),
                    handle(document.path("names")),
                    handle(document.path("lookups")));
            for (Keyset.KeyMade key : keys) {
                Keyset.only(keyset.files(), key.id());
                Keyset.only(keyset.payloads(), key.id());
                Keyset.only(keyset.names(), key.id());
            }
            if (keys.isEmpty()
                    || keyset.payloads().getPrimary().getId()
                            != keyset.primary().number()) {
                throw new GeneralSecurityException("the newest key is not the one that encrypts");
            }
            return keyset;
        } catch (GeneralSecurityException
                | JsonProcessingException
                | DateTimeException
                | IllegalArgumentException unreadable) {
            throw new KeysetUnusable("The encryption keys in " + where
                    + " cannot be read: they are damaged, cut off, or no keyset of the hub. Put the right ones back from where"
                    + " they are backed up; with others nothing that was kept can be read.");
        }
    }

    private static String decoded(String text) {
        return text.startsWith("{") ? text : new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }

    private static JsonNode tree(KeysetHandle handle) throws GeneralSecurityException, JsonProcessingException {
        return JSON.readTree(TinkJsonProtoKeysetFormat.serializeKeyset(handle, InsecureSecretKeyAccess.get()));
    }

    private static KeysetHandle handle(JsonNode keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(keyset.toString(), InsecureSecretKeyAccess.get());
    }
}
