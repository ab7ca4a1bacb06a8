package uk.fosteringhub.core.encryption;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.settings.EncryptionSettings;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.store.Database;

/** The hub's keys when it starts: found, or made for the embedded default, and the same that the database knows. */
public final class Encryption {
    private static final Logger LOG = LoggerFactory.getLogger(Encryption.class);

    private Encryption() {}

    /**
     * @param database its tables are up to date
     * @throws KeysetUnusable if the keys are missing, broken, or not those by which the data was encrypted
     */
    public static Sealer open(HubSettings settings, Database database) {
        Sealer sealer = new Sealer(place(settings));
        database.inTransaction(connection -> {
            agree(connection, sealer);
            return null;
        });
        return sealer;
    }

    /** New keys as one word, for the setting {@code hub.encryption.keyset}. */
    public static String newKeys() {
        return Base64.getEncoder()
                .encodeToString(KeysetText.of(Keyset.fresh(Instant.now())).getBytes(StandardCharsets.UTF_8));
    }

    private static KeysetPlace place(HubSettings settings) {
        EncryptionSettings keys = settings.encryption();
        if (keys.keyset().isPresent()) {
            return KeysetPlace.setting(keys.keyset().get());
        }
        if (keys.file().isPresent()) {
            return KeysetPlace.file(keys.file().get());
        }
        Path own = keys.ownFile()
                .orElseThrow(() -> new KeysetUnusable("hub.encryption.keyset-file is missing: what the hub keeps is"
                        + " encrypted, and beside a database of your own it makes no keys by itself. Make them with ./hub keys"
                        + " create --out FILE, keep a copy elsewhere, and name the file there, or give its content as"
                        + " HUB_ENCRYPTION_KEYSET."));
        KeysetPlace place = KeysetPlace.file(own);
        if (Files.notExists(own)) {
            make(place, settings.archive());
        }
        return place;
    }

    private static void make(KeysetPlace place, Path archive) {
        if (holdsFiles(archive)) {
            throw new KeysetUnusable("The encryption keys in " + place.name() + " are gone, and the archive " + archive
                    + " holds deliveries encrypted with them. Put the file back from its backup. Only if there is none: move"
                    + " the archive away, and what it holds is lost.");
        }
        if (place.create(Keyset.fresh(Instant.now()))) {
            LOG.info(
                    "outcome=keys-made file={} What the hub keeps is encrypted with these keys. Keep a copy of the file"
                            + " elsewhere: without it nothing that was kept can be read.",
                    place.name());
        }
    }

    private static boolean holdsFiles(Path archive) {
        if (Files.notExists(archive)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(archive, 2)) {
            return files.anyMatch(file -> file.toString().endsWith(".sealed"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the archive folder cannot be read", unreadable);
        }
    }

    /** The database knows which keys have encrypted something: a keyset that lacks one of them is the wrong one. */
    private static void agree(Connection connection, Sealer sealer) throws SQLException {
        List<KeyId> missing = new ArrayList<>();
        try (PreparedStatement query =
                        connection.prepareStatement("select id from hub.encryption_key where removed_at is null");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                KeyId id = KeyId.parse(rows.getString(1));
                if (!sealer.keyset().has(id)) {
                    missing.add(id);
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new KeysetUnusable("What the hub keeps is encrypted with the key "
                    + String.join(", ", missing.stream().map(KeyId::toString).toList()) + ", which "
                    + sealer.place().name()
                    + " does not hold: it is another keyset, or an older copy. Put the right one back"
                    + " from its backup. Only if there is none: ./hub keys remove "
                    + missing.get(0) + " --lost gives up what it encrypted.");
        }
        register(connection, sealer.keyset());
    }

    static void register(Connection connection, Keyset keyset) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into hub.encryption_key (id, made_at) values (?, ?) on conflict (id) do nothing")) {
            for (Keyset.KeyMade key : keyset.keys()) {
                insert.setString(1, key.id().toString());
                insert.setTimestamp(2, java.sql.Timestamp.from(key.made()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
