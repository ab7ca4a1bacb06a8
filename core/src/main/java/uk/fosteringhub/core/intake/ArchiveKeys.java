package uk.fosteringhub.core.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.encryption.KeyId;
import uk.fosteringhub.core.encryption.Pace;
import uk.fosteringhub.core.encryption.SealBroken;
import uk.fosteringhub.core.encryption.SealedStore;

/** The archive as something encrypted: with which keys, and how it is encrypted anew. */
public final class ArchiveKeys implements SealedStore {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveKeys.class);

    private final Archive archive;

    public ArchiveKeys(Archive archive) {
        this.archive = archive;
    }

    @Override
    public String name() {
        return "archived deliveries";
    }

    @Override
    public Map<KeyId, Long> use() {
        Map<KeyId, Long> use = new HashMap<>();
        files().forEach(file -> use.merge(Archive.keyOf(file).orElseThrow(), 1L, Long::sum));
        return use;
    }

    @Override
    public long reEncrypt(Pace pace) {
        long done = 0;
        for (Path file : files()) {
            KeyId key = Archive.keyOf(file).orElseThrow();
            if (!key.equals(archive.primary()) && again(file, key)) {
                done++;
                pace.done(1);
            }
        }
        return done;
    }

    /** The file of the old key goes only once that of the new one is safe; its age stays, since retention goes by it. */
    private boolean again(Path file, KeyId key) {
        try {
            Path kept;
            try (InputStream content = archive.opened(file)) {
                kept = archive.storeAgain(content, archive.primary());
            }
            Files.setLastModifiedTime(kept, Files.getLastModifiedTime(file));
            Files.delete(file);
            return true;
        } catch (IOException | SealBroken unreadable) {
            LOG.warn("file={} key={} outcome=left-as-it-is {}", file, key, unreadable.getMessage());
            return false;
        }
    }

    private List<Path> files() {
        if (Files.notExists(archive.folder())) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(archive.folder(), 2)) {
            return all.filter(file -> Archive.keyOf(file).isPresent()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the archive folder cannot be read", unreadable);
        }
    }
}
