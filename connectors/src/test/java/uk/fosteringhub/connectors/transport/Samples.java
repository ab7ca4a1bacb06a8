package uk.fosteringhub.connectors.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.mapping.Assembly;
import uk.fosteringhub.core.mapping.MappedColumn;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.mapping.RowMapper;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.FileFormat;
import uk.fosteringhub.core.settings.PullSettings;
import uk.fosteringhub.core.settings.SystemSettings;

/** Settings and mappings for the transports' tests. */
final class Samples {
    private Samples() {}

    static FeedSettings persons(String location) {
        return drop("lcs-persons", 20, location, "DIM_PERSON*.csv");
    }

    static FeedSettings addresses(String location) {
        return drop("lcs-addresses", 30, location, "DIM_PERSON_ADDRESS*.csv");
    }

    static FeedSettings workers(String location) {
        return drop("lcs-workers", 10, location, "DIM_WORKER*.csv");
    }

    private static FeedSettings drop(String name, int order, String location, String pattern) {
        return new FeedSettings(
                name,
                "lcs",
                name.replace('-', '/'),
                FeedWay.FILE_DROP,
                FeedKind.SNAPSHOT,
                order,
                Optional.of(location),
                List.of(pattern),
                FileFormat.CSV,
                "",
                ',',
                "auto",
                Optional.empty(),
                0.1,
                false,
                1 << 20,
                Optional.empty(),
                Optional.empty());
    }

    static FeedSettings pull(String location, Duration timeout) {
        PullSettings pull = new PullSettings(
                "/api/v1/referrals",
                "/referrals",
                "/nextCursor",
                "modifiedAt",
                50,
                100,
                200_000,
                timeout,
                Duration.ofMinutes(5));
        return pull("lafse-enquiries", FeedKind.DELTA, location, pull);
    }

    static FeedSettings listing(String location, Duration timeout, FeedKind kind) {
        PullSettings pull = new PullSettings(
                "/api/v1/residents", "/residents", "/nextCursor", "", 50, 100, 200_000, timeout, Duration.ZERO);
        return pull("mosaic-persons", kind, location, pull);
    }

    private static FeedSettings pull(String name, FeedKind kind, String location, PullSettings pull) {
        return new FeedSettings(
                name,
                name.substring(0, name.indexOf('-')),
                name.replace('-', '/'),
                FeedWay.JSON_PULL,
                kind,
                210,
                Optional.of(location),
                List.of(),
                FileFormat.CSV,
                "",
                ',',
                "auto",
                Optional.empty(),
                0.1,
                false,
                1 << 20,
                Optional.of(pull),
                Optional.empty());
    }

    static SystemSettings open(String name) {
        return new SystemSettings(
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("key"),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    static SystemSettings login(String password, Optional<Path> knownHosts, Optional<Path> trustStore) {
        return new SystemSettings(
                "lcs",
                Optional.empty(),
                Optional.of("hub"),
                Optional.of(password),
                Optional.empty(),
                knownHosts,
                trustStore,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** Mappings that know their columns and nothing else. */
    static Mappings mappings() {
        return new Mappings() {
            @Override
            public List<String> names() {
                return List.of("lcs/addresses", "lcs/persons", "lcs/workers");
            }

            @Override
            public RecordMapping named(String name) {
                return switch (name) {
                    case "lcs/persons" -> new Columns(name, List.of("DIM_PERSON_ID", "SURNAME", "FORENAME"));
                    case "lcs/addresses" -> new Columns(name, List.of("DIM_PERSON_ID", "POSTCODE", "STREET"));
                    default -> new Columns(name, List.of("DIM_WORKER_ID", "SURNAME", "FORENAME"));
                };
            }
        };
    }

    private record Columns(String name, List<String> names) implements RecordMapping {
        @Override
        public RecordType recordType() {
            return RecordTypes.PERSON;
        }

        @Override
        public String keyspace() {
            return "lcs";
        }

        @Override
        public String fingerprint() {
            return name;
        }

        @Override
        public Optional<Assembly> assembly() {
            return Optional.empty();
        }

        @Override
        public List<MappedColumn> columns() {
            return List.of(
                    new MappedColumn(names.get(0), true),
                    new MappedColumn(names.get(1), true),
                    new MappedColumn(names.get(2), false));
        }

        @Override
        public RowMapper bind(List<String> header) {
            throw new UnsupportedOperationException("a transport never maps");
        }
    }
}
