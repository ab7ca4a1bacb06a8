package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.core.push.PushedRecords;
import uk.fosteringhub.core.push.PushedRecords.Others;

/** A pushed record of a person that does not say whether the person is restricted is not taken for "no". */
class PushedRestrictionTest {
    private static final PushedRecords MOSAIC =
            new PushedRecords(TheMappingsFolder.load().named("mosaic/persons"), ZoneOffset.UTC, Others.PASS);
    private static final PushedRecords LCS =
            new PushedRecords(TheMappingsFolder.load().named("lcs/persons"), ZoneOffset.UTC, Others.PASS);

    @Test
    void aRecordWithoutTheMemberFailsAndRestrictsNobodyEither() throws Exception {
        PushedRecords.Read read = MOSAIC.read("{\"PERSON_ID\":\"1\",\"LAST_NAME\":\"Grey\"}", 7);

        assertThat(read.key()).isEqualTo("1");
        assertThat(read.restricts()).isFalse();
        assertThat(read.result().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(7);
            assertThat(problem.column()).isEqualTo("RESTRICTED");
            assertThat(problem.rule()).isEqualTo("missing-member");
            assertThat(problem.message())
                    .isEqualTo(
                            "The record lacks RESTRICTED, so it does not say whether the person is restricted. Send it"
                                    + " in every record, also where the person is not restricted.");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"RESTRICTED\":\"N\"", "\"RESTRICTED\":\"\"", "\"restricted\":null", "\"Restricted\":true"})
    void aRecordWithItIsTakenAlsoIfItIsEmptyOrNull(String member) throws Exception {
        assertThat(MOSAIC.read("{\"PERSON_ID\":\"1\",\"LAST_NAME\":\"Grey\"," + member + "}", 7)
                        .result()
                        .failed())
                .isFalse();
    }

    @Test
    void aMappingThatTellsNoRestrictionAsksForNone() throws Exception {
        assertThat(LCS.read("{\"DIM_PERSON_ID\":\"1\",\"SURNAME\":\"Grey\"}", 7)
                        .result()
                        .failed())
                .isFalse();
    }
}
