package uk.fosteringhub.mappings;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import uk.fosteringhub.core.mapping.Mappings;

/** The mappings that come with the hub, read from the module's folder on a fixed day. */
public final class TheMappingsFolder {
    /** The night on which the golden pairs are mapped. */
    public static final Clock NIGHT = Clock.fixed(Instant.parse("2026-03-31T01:00:00Z"), ZoneOffset.UTC);

    private TheMappingsFolder() {}

    public static Path path() {
        return Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    }

    public static Mappings load() {
        return MappingFolder.load(path(), NIGHT);
    }
}
