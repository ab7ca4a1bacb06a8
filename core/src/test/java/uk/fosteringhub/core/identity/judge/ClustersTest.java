package uk.fosteringhub.core.identity.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.fosteringhub.core.identity.judge.People.at;
import static uk.fosteringhub.core.identity.judge.People.born;
import static uk.fosteringhub.core.identity.judge.People.person;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.fosteringhub.core.identity.person.PersonDetails;
import uk.fosteringhub.core.identity.person.PersonFeatures;

class ClustersTest {
    private static final String EMAIL = "mark.phillips@example.org";
    private static final String PHONE = "07700 900123";

    private final List<int[]> apart = new java.util.ArrayList<>();
    private final List<int[]> together = new java.util.ArrayList<>();

    private Settlement settle(PersonDetails.Builder... builders) {
        PersonFeatures[] persons = Arrays.stream(builders)
                .map(PersonDetails.Builder::build)
                .map(PersonFeatures::of)
                .toArray(PersonFeatures[]::new);
        PairJudge judge = People.judge(persons);
        Clusters clusters = new Clusters(judge, record -> persons[record], persons.length);
        together.forEach(pair -> clusters.together(pair[0], pair[1]));
        apart.forEach(pair -> clusters.apart(pair[0], pair[1]));
        for (int i = 0; i < persons.length; i++) {
            for (int j = i + 1; j < persons.length; j++) {
                clusters.judged(i, j, judge.judge(persons[i], persons[j]));
            }
        }
        return clusters.settle();
    }

    private static PersonDetails.Builder mark(String label) {
        return at(person(label, "Mark", "Phillips"), "73 West Street", "BL6 2UA");
    }

    @Test
    void whatTwoRecordsOfAPersonSayTogetherIsEnoughForAThird() {
        PersonDetails.Builder dated = mark("1").birthDate(born("1968-05-22")).phone(PHONE);
        PersonDetails.Builder mailed = person("2", "Mark", "Phillips")
                .birthDate(born("1968-05-22"))
                .phone(PHONE)
                .email(EMAIL);
        PersonDetails.Builder undated = mark("3").email(EMAIL);

        Settlement settlement = settle(dated, mailed, undated);

        assertThat(settlement.entity(1)).isZero();
        assertThat(settlement.entity(2)).isZero();
    }

    @Test
    void aRunnerUpIsForAPerson() {
        PersonDetails.Builder joanne = at(person("1", "Joanne", "Lee"), "25 Church Lane", "CW1 7QS")
                .birthDate(born("1981-10-11"))
                .phone(PHONE);
        PersonDetails.Builder joanna = at(person("2", "Joanna", "Lee"), "25 Church Lane", "CW1 7QS")
                .birthDate(born("1981-10-11"))
                .phone(PHONE);
        PersonDetails.Builder initial = at(person("3", "J", "Lee"), "25 Church Lane", "CW1 7QS")
                .birthDate(born("1981-10-11"))
                .phone(PHONE);

        Settlement settlement = settle(joanne, joanna, initial);

        assertThat(settlement.entity(1)).isEqualTo(1);
        assertThat(settlement.entity(2)).isEqualTo(2);
        assertThat(settlement.pairs())
                .filteredOn(pair -> pair.other() == 2)
                .isNotEmpty()
                .allSatisfy(pair -> assertThat(pair.band()).isEqualTo(Band.REVIEW))
                .anySatisfy(pair -> assertThat(pair.guards()).contains(Guard.RUNNER_UP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1946-03-09", "1965-03-09"})
    void namesakesSuchAsParentAndChildAreNotToldApartByHouseAndPhone(String born) {
        PersonDetails.Builder father = mark("1").birthDate(born(born));
        PersonDetails.Builder son = mark("2").birthDate(born("1971-11-22")).phone(PHONE);
        PersonDetails.Builder undated = mark("3").phone(PHONE);

        Settlement settlement = settle(father, son, undated);

        assertThat(settlement.entity(2)).isEqualTo(2);
        assertThat(settlement.pairs())
                .anySatisfy(pair -> assertThat(pair.guards()).contains(Guard.RUNNER_UP));
    }

    @Test
    void aNamesakeWithAnotherAddressDoesNotDoubtWhoseDateOfBirthAndEMailAgree() {
        PersonDetails.Builder one = mark("1").birthDate(born("1968-05-22")).email(EMAIL);
        PersonDetails.Builder other = mark("2").birthDate(born("1969-07-23")).email(EMAIL);
        PersonDetails.Builder namesake =
                mark("3").birthDate(born("1968-05-22")).phone(PHONE).email("m.phillips7@example.org");

        Settlement settlement = settle(one, other, namesake);

        assertThat(settlement.entity(1)).isZero();
    }

    @Test
    void anEMailAddressThatIsNotTheParentsTellsTheChild() {
        PersonDetails.Builder father =
                mark("1").birthDate(born("1946-03-09")).phone(PHONE).email("mark.phillips46@example.org");
        PersonDetails.Builder son =
                mark("2").birthDate(born("1971-11-22")).phone(PHONE).email(EMAIL);
        PersonDetails.Builder undated = mark("3").phone(PHONE).email(EMAIL);

        Settlement settlement = settle(father, son, undated);

        assertThat(settlement.entity(1)).isEqualTo(1);
        assertThat(settlement.entity(2)).isEqualTo(1);
    }

    @Test
    void recordsThatContradictEachOtherDoNotComeTogetherByAThird() {
        PersonDetails.Builder first =
                mark("1").birthDate(born("1968-05-22")).email(EMAIL).nhsNumber("9990549532");
        PersonDetails.Builder second =
                mark("2").birthDate(born("1968-05-22")).phone(PHONE).nhsNumber("9990197539");
        PersonDetails.Builder between =
                mark("3").birthDate(born("1968-05-22")).phone(PHONE).email(EMAIL);
        together.add(new int[] {0, 2});

        Settlement settlement = settle(first, second, between);

        assertThat(settlement.entity(2)).isZero();
        assertThat(settlement.entity(1)).isEqualTo(1);
        assertThat(settlement.pairs())
                .filteredOn(pair -> pair.band() == Band.REVIEW)
                .singleElement()
                .satisfies(pair ->
                        assertThat(pair.guards()).contains(Guard.CONTRADICTORY_CLUSTER, Guard.NHS_NUMBER_CONFLICT));
    }

    @Test
    void whatAPersonSaidIsDifferentStaysDifferent() {
        PersonDetails.Builder one = mark("1").birthDate(born("1968-05-22")).email(EMAIL);
        PersonDetails.Builder other = mark("2").birthDate(born("1968-05-22")).email(EMAIL);
        apart.add(new int[] {0, 1});

        Settlement settlement = settle(one, other);

        assertThat(settlement.entity(1)).isEqualTo(1);
        assertThat(settlement.pairs()).isEmpty();
    }

    @Test
    void aThirdRecordDoesNotUndoWhatAPersonSaidIsDifferent() {
        PersonDetails.Builder one = mark("1").birthDate(born("1968-05-22")).email(EMAIL);
        PersonDetails.Builder other = mark("2").birthDate(born("1968-05-22")).phone(PHONE);
        PersonDetails.Builder between =
                mark("3").birthDate(born("1968-05-22")).email(EMAIL).phone(PHONE);
        apart.add(new int[] {0, 1});

        Settlement settlement = settle(one, other, between);

        assertThat(settlement.entity(1)).isNotEqualTo(settlement.entity(0));
    }

    @Test
    void whatIsTogetherStaysTogether() {
        together.add(new int[] {0, 1});

        Settlement settlement = settle(person("1", "Ann", "Lee"), person("2", "Grace", "Okonkwo"));

        assertThat(settlement.entity(1)).isZero();
        assertThat(settlement.pairs())
                .allSatisfy(pair -> assertThat(pair.guards()).isEmpty());
    }
}
