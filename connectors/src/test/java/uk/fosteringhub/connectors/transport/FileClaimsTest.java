package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.fosteringhub.core.settings.FeedSettings;

class FileClaimsTest {
    private final FileClaims claims = new FileClaims(
            List.of(Samples.persons("file:/in"), Samples.addresses("file:/in"), Samples.workers("file:/in")));

    @ParameterizedTest
    @CsvSource({
        "DIM_PERSON.csv, lcs-persons",
        "dim_person_20260306.CSV, lcs-persons",
        "DIM_PERSON_ADDRESS.csv, lcs-addresses",
        "DIM_PERSON_ADDRESS (2).csv, lcs-addresses",
        "DIM_WORKER.csv, lcs-workers"
    })
    void thePatternWithMostLettersHasTheFile(String fileName, String feed) {
        assertThat(claims.feedOf(fileName)).map(FeedSettings::name).contains(feed);
    }

    @ParameterizedTest
    @CsvSource({"DIM_PERSON.csv.gz", "XDIM_PERSON.csv", "persons.csv", "DIM_PERSONxcsv"})
    void aNameThatFitsNoPatternIsNobodys(String fileName) {
        assertThat(claims.feedOf(fileName)).isEmpty();
    }

    @Test
    void aRecognisedFileKeepsItsFeed() {
        claims.recognise("people.csv", Samples.persons("file:/in"));
        assertThat(claims.feedOf("people.csv")).map(FeedSettings::name).contains("lcs-persons");
    }

    @Test
    void aFileOfAFeedThatIsNotReadNowIsNobodyElses() {
        FileClaims some = new FileClaims(
                java.util.List.of(Samples.addresses("file:/in")), java.util.List.of(Samples.persons("file:/in")));
        assertThat(some.notNow("DIM_PERSON.csv")).isTrue();
        assertThat(some.notNow("DIM_PERSON_ADDRESS.csv")).isFalse();
        assertThat(some.notNow("people.csv")).isFalse();
    }
}
