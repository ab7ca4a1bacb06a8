package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.mapping.OutgoingResult;
import uk.fosteringhub.core.mapping.Surroundings;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/** What a target has missed goes with a later change, also where the target gets no changes of that kind. */
class OwedKindsTest {
    private static final RecordType ENQUIRY = RecordTypes.named("enquiry").orElseThrow();

    @TempDir
    private Path folder;

    @Test
    void whereOnlyNewRecordsGoARefusedOneGoesWithItsNextChange() throws IOException {
        String onlyNew = "kinds: [created]\n";
        assertThat(result(onlyNew, "changed", false)).isInstanceOf(OutgoingResult.NotWanted.class);
        assertThat(result(onlyNew, "changed", true)).isInstanceOf(OutgoingResult.Wanted.class);
        assertThat(result(onlyNew, "ended", true)).isInstanceOf(OutgoingResult.NotWanted.class);
    }

    @Test
    void alsoWhereThatIsAConditionForSending() throws IOException {
        String onlyNew = "sendWhen: { kind: [created] }\n";
        assertThat(result(onlyNew, "changed", false)).isInstanceOf(OutgoingResult.NotWanted.class);
        assertThat(result(onlyNew, "changed", true)).isInstanceOf(OutgoingResult.Wanted.class);
    }

    @Test
    void whatIsWrittenSaysWhichKindOfChangeCame() throws IOException {
        OutgoingResult.Wanted wanted = (OutgoingResult.Wanted) result("kinds: [created]\n", "changed", true);
        assertThat(wanted.fields()).containsEntry("KIND", "changed");
    }

    private OutgoingResult result(String which, String kind, boolean owed) throws IOException {
        Path out = Files.createDirectories(folder.resolve("lcs/out"));
        Files.createDirectories(folder.resolve("codes"));
        Files.writeString(
                folder.resolve("lcs/enquiries.yml"),
                "record: enquiry\nsystem: lcs\ndescription: Enquiries.\nkey: ID\nfields: { family_name: NAME }\n");
        Files.writeString(
                out.resolve("enquiry.yml"),
                "record: enquiry\nsystem: lcs\ndescription: Enquiries.\nfields: { KIND: { hub: kind } }\n" + which);
        GoldenChange change = new GoldenChange(
                7,
                ENQUIRY,
                1001,
                2,
                kind,
                kind.equals("changed") ? Set.of("status") : Set.of(),
                Optional.empty(),
                Instant.EPOCH,
                new Object[ENQUIRY.fields().size()]);
        return MappingFolder.load(folder).outgoing().get("lcs/enquiry").map(change, new Surroundings() {
            @Override
            public Optional<String> key(String keyspace, String recordType, long entity) {
                return Optional.empty();
            }

            @Override
            public Optional<Object[]> record(String recordType, long entity) {
                return Optional.empty();
            }

            @Override
            public boolean owed(long entity) {
                return owed;
            }

            @Override
            public boolean offered(long entity) {
                return false;
            }

            @Override
            public boolean withdrawn(long change) {
                return false;
            }
        });
    }
}
