package uk.fosteringhub.core.identity.train;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.identity.judge.Level;
import uk.fosteringhub.core.identity.judge.LinkModel;
import uk.fosteringhub.core.identity.person.BirthDate;
import uk.fosteringhub.core.identity.person.CountedFrequencies;
import uk.fosteringhub.core.identity.person.Frequencies;
import uk.fosteringhub.core.identity.person.PersonDetails;
import uk.fosteringhub.core.identity.person.PersonFeatures;

class TrainingTest {
    private static final List<PersonFeatures> SAMPLE = new ArrayList<>();

    @BeforeAll
    static void readTheSample() throws Exception {
        Path file =
                Path.of(TrainingTest.class.getResource("/identity/records.csv").toURI());
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            rows.forEach(row -> SAMPLE.add(PersonFeatures.of(PersonDetails.named(row.getField("record_id"), "")
                    .given(row.getField("first_name"))
                    .middle(row.getField("middle_names"))
                    .family(row.getField("surname"))
                    .previousFamily(row.getField("previous_surname"))
                    .birthDate(BirthDate.iso(row.getField("date_of_birth")))
                    .gender(row.getField("gender"))
                    .phone(row.getField("phone"))
                    .email(row.getField("email"))
                    .address(List.of(row.getField("address_line1")), row.getField("postcode"))
                    .nhsNumber(row.getField("nhs_number"))
                    .build())));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Frequencies count(List<PersonFeatures> persons) {
        CountedFrequencies.Counter counter = CountedFrequencies.counter();
        persons.forEach(counter::add);
        return counter.count();
    }

    private static Training.Outcome train(List<PersonFeatures> persons) {
        return new Training(LinkModel.standard()).train(persons, count(persons), "trial", "made-up records");
    }

    @Test
    void aModelIsLearntWithoutBeingToldWhoIsWho() {
        Training.Outcome outcome = train(SAMPLE);

        assertThat(outcome.objections()).isEmpty();
        assertThat(outcome.model().version()).isEqualTo("trial");
        assertThat(outcome.model().odds().get(Level.BIRTH_SAME).bits()).isBetween(10.0, 18.0);
        assertThat(outcome.model().odds().get(Level.EMAIL_SAME).bits()).isBetween(8.0, 18.0);
        assertThat(LinkModel.fromJson(outcome.model().toJson())).isEqualTo(outcome.model());
    }

    @Test
    void theSameRecordsGiveTheSameModel() {
        List<PersonFeatures> some = SAMPLE.subList(0, 4000);

        assertThat(train(some).model()).isEqualTo(train(some).model());
    }

    @Test
    void tooFewRecordsTeachNothing() {
        Training.Outcome outcome = train(SAMPLE.subList(0, 50));

        assertThat(outcome.accepted()).isFalse();
        assertThat(outcome.objections()).anySatisfy(why -> assertThat(why).contains("fewer than 200 pairs"));
    }

    @Test
    void recordsWhoseNumbersAreNotTheirOwnAreNotLearntFrom() {
        List<PersonFeatures> mixed = new ArrayList<>();
        for (int i = 0; i + 1 < 4000; i += 2) {
            mixed.add(numbered(SAMPLE.get(i), i));
            mixed.add(numbered(SAMPLE.get(i + 1), i));
        }

        Training.Outcome outcome = train(mixed);

        assertThat(outcome.accepted()).isFalse();
        assertThat(outcome.objections()).anySatisfy(why -> assertThat(why).contains("identifier look like one person"));
    }

    /** Any two neighbours get one national id, so that most pairs with the same number are of two persons. */
    private static PersonFeatures numbered(PersonFeatures person, int number) {
        return new PersonFeatures(
                person.label(),
                person.source(),
                false,
                person.given(),
                person.middle(),
                person.family(),
                person.previous(),
                person.birthDate(),
                person.gender(),
                person.phones(),
                person.emails(),
                person.addresses(),
                "",
                Integer.toString(7_000_000 + number));
    }
}
