package uk.fosteringhub.core.identity.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.fosteringhub.core.identity.judge.People.at;
import static uk.fosteringhub.core.identity.judge.People.born;
import static uk.fosteringhub.core.identity.judge.People.judge;
import static uk.fosteringhub.core.identity.judge.People.person;

import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.identity.person.PersonDetails;

/** In each test the weight alone would link; what holds it back is the one guard that the test names. */
class GuardsTest {
    private static final String EMAIL = "susan.hartley@example.org";
    private static final String PHONE = "07700 900123";

    private static PersonDetails.Builder susan(String label) {
        return at(person(label, "Susan", "Hartley"), "14 Mill Lane", "SK4 2XG").birthDate(born("1984-05-17"));
    }

    private static void holds(Judgement judgement, Guard guard) {
        assertThat(judgement.weight())
                .as("the weight alone would link")
                .isGreaterThanOrEqualTo(LinkModel.standard().autoFrom());
        assertThat(judgement.guards()).containsExactly(guard);
        assertThat(judgement.band()).isEqualTo(Band.REVIEW);
        assertThat(judgement.explanation()).contains(guard.name()).contains(guard.words());
    }

    private static void links(Judgement judgement) {
        assertThat(judgement.guards()).isEmpty();
        assertThat(judgement.band()).isEqualTo(Band.AUTO);
    }

    @Test
    void theSameNameDateOfBirthAndAddressLink() {
        links(judge(susan("1"), susan("2")));
    }

    @Test
    void twoNhsNumbersAreTwoPersons() {
        holds(
                judge(
                        susan("1").nhsNumber("9990549532").email(EMAIL),
                        susan("2").nhsNumber("9990197539").email(EMAIL)),
                Guard.NHS_NUMBER_CONFLICT);
    }

    @Test
    void twoNationalIdsAreTwoPersonsUnlessAllElseAgrees() {
        PersonDetails.Builder slip = susan("2").birthDate(born("1984-05-29"));

        holds(
                judge(
                        susan("1").nationalId("QQ123456C").email(EMAIL).phone(PHONE),
                        slip.nationalId("QQ987123A").email(EMAIL).phone(PHONE)),
                Guard.NATIONAL_ID_CONFLICT);
        links(judge(susan("1").nationalId("QQ123456C"), susan("2").nationalId("QQ987123A")));
    }

    @Test
    void aNationalIdCarriesAWrongDateOfBirthOnlyWithNamesAndAddress() {
        PersonDetails.Builder other = susan("2").birthDate(born("1957-11-02"));
        PersonDetails.Builder moved = person("3", "Susan", "Hartley").birthDate(born("1957-11-02"));

        links(judge(susan("1").nationalId("QQ123456C"), other.nationalId("QQ123456C")));
        assertThat(judge(susan("1").nationalId("QQ123456C"), moved.nationalId("QQ123456C"))
                        .guards())
                .contains(Guard.BIRTH_DATE_CONFLICT);
    }

    @Test
    void datesOfBirthThatDifferAreTwoPersons() {
        PersonDetails.Builder other = susan("2").birthDate(born("1957-11-02"));

        holds(judge(susan("1").email(EMAIL).phone(PHONE), other.email(EMAIL).phone(PHONE)), Guard.BIRTH_DATE_CONFLICT);
    }

    @Test
    void noTwoSiblingsAreBornHalfAYearApart() {
        PersonDetails.Builder close = susan("2").birthDate(born("1984-08-29"));

        links(judge(susan("1").email(EMAIL), close.email(EMAIL)));
        holds(
                judge(
                        susan("1").phone(PHONE),
                        susan("2").birthDate(born("1984-08-29")).phone(PHONE)),
                Guard.BIRTH_DATE_CONFLICT);
    }

    @Test
    void anEMailAddressOfTheFullNameCarriesADateOfBirthThatIsYearsOff() {
        PersonDetails.Builder off = susan("2").birthDate(born("1986-11-02"));

        links(judge(susan("1").email(EMAIL), off.email(EMAIL)));
        links(judge(susan("1").email(EMAIL), off.email("susan.hartly@example.org")));
    }

    @Test
    void parentAndChildOfOneNameWhoShareAnEMailAddressAreTwoPersons() {
        PersonDetails.Builder daughter = susan("2").birthDate(born("2008-11-02"));
        PersonDetails.Builder sameDay = susan("3").birthDate(born("2008-05-17"));

        holds(
                judge(
                        susan("1").email(EMAIL).phone(PHONE),
                        daughter.email(EMAIL).phone(PHONE)),
                Guard.BIRTH_DATE_CONFLICT);
        holds(judge(susan("1").email(EMAIL), sameDay.email(EMAIL)), Guard.WEAK_BIRTH_DATE);
    }

    @Test
    void siblingsOfNearlyOneNameWhoShareAnEMailAddressAreTwoPersons() {
        PersonDetails.Builder sara =
                at(person("1", "Sara", "Hartley"), "14 Mill Lane", "SK4 2XG").birthDate(born("2012-02-13"));
        PersonDetails.Builder sarah =
                at(person("2", "Sarah", "Hartley"), "14 Mill Lane", "SK4 2XG").birthDate(born("2014-09-28"));

        holds(judge(sara.email(EMAIL).phone(PHONE), sarah.email(EMAIL).phone(PHONE)), Guard.BIRTH_DATE_CONFLICT);
    }

    @Test
    void aNamesakeHasTheSameNameAtAnotherProvider() {
        PersonDetails.Builder one = person("1", "Susan", "Hartley").birthDate(born("1984-05-17"));
        PersonDetails.Builder other = person("2", "Susan", "Hartley").birthDate(born("1984-05-17"));

        assertThat(judge(one.email(EMAIL), other.email("susan.hartley@example.com"))
                        .guards())
                .contains(Guard.NAME_AND_BIRTH_DATE_ALONE);
    }

    @Test
    void gendersThatDifferAreTwoPersons() {
        holds(judge(susan("1").gender("F").email(EMAIL), susan("2").gender("M").email(EMAIL)), Guard.GENDER_CONFLICT);
    }

    @Test
    void aSharedContactAndAddressAreAHousehold() {
        PersonDetails.Builder flatmate =
                at(person("2", "Grace", "Okonkwo"), "14 Mill Lane", "SK4 2XG").birthDate(born("1984-05-17"));

        holds(judge(susan("1").phone(PHONE), flatmate.phone(PHONE)), Guard.SHARED_CONTACT_ONLY);
    }

    @Test
    void aCoupleIsNotEvenAsked() {
        PersonDetails.Builder husband = at(person("2", "Peter", "Hartley"), "14 Mill Lane", "SK4 2XG");

        assertThat(judge(susan("1"), husband).band()).isEqualTo(Band.NONE);
    }

    @Test
    void twinsWithNearlyTheSameNameAreForAPerson() {
        PersonDetails.Builder julie =
                at(person("1", "Julie", "Hartley"), "14 Mill Lane", "SK4 2XG").birthDate(born("1984-05-17"));
        PersonDetails.Builder julia =
                at(person("2", "Julia", "Hartley"), "14 Mill Lane", "SK4 2XG").birthDate(born("1984-05-17"));

        holds(judge(julie.phone(PHONE), julia.phone(PHONE)), Guard.SAME_BIRTH_OTHER_FIRST_NAME);
    }

    @Test
    void aShortFormThatFitsBothTwinsIsForAPerson() {
        PersonDetails.Builder jo =
                at(person("1", "Jo", "Hartley"), "14 Mill Lane", "SK4 2XG").birthDate(born("1984-05-17"));
        PersonDetails.Builder joanne =
                at(person("2", "Joanne", "Hartley"), "14 Mill Lane", "SK4 2XG").birthDate(born("1984-05-17"));

        holds(judge(jo.phone(PHONE), joanne.phone(PHONE)), Guard.SAME_BIRTH_OTHER_FIRST_NAME);
    }

    @Test
    void aNicknameIsGoodEvidence() {
        PersonDetails.Builder sue =
                at(person("2", "Sue", "Hartley"), "14 Mill Lane", "SK4 2XG").birthDate(born("1984-05-17"));

        links(judge(susan("1"), sue));
    }

    @Test
    void theSameEMailTellsThatASpellingIsOnlyASpelling() {
        PersonDetails.Builder sara =
                at(person("1", "Sara", "Hartley"), "14 Mill Lane", "SK4 2XG").birthDate(born("1984-05-17"));
        PersonDetails.Builder sarah =
                at(person("2", "Sarah", "Hartley"), "14 Mill Lane", "SK4 2XG").birthDate(born("1984-05-17"));

        links(judge(sara.email(EMAIL), sarah.email(EMAIL)));
    }

    @Test
    void withoutADateOfBirthOneContactIsTooLittle() {
        PersonDetails.Builder undated = person("2", "Susan", "Hartley").email(EMAIL);

        holds(judge(susan("1").email(EMAIL), undated), Guard.NO_BIRTH_DATE);
    }

    @Test
    void withoutADateOfBirthTheFullNameAndTwoContactsLink() {
        PersonDetails.Builder undated =
                at(person("2", "Susan", "Hartley"), "14 Mill Lane", "SK4 2XG").email(EMAIL);

        links(judge(susan("1").email(EMAIL), undated));
    }

    @Test
    void withoutADateOfBirthAnInitialIsNoFullName() {
        PersonDetails.Builder undated =
                at(person("2", "S", "Hartley"), "14 Mill Lane", "SK4 2XG").email(EMAIL);

        holds(judge(susan("1").email(EMAIL), undated), Guard.NO_BIRTH_DATE);
    }

    @Test
    void nameAndDateOfBirthAloneAreTooLittle() {
        PersonDetails.Builder one = person("1", "Thandiwe", "Featherstonehaugh").birthDate(born("1984-05-17"));
        PersonDetails.Builder other =
                person("2", "Thandiwe", "Featherstonehaugh").birthDate(born("1984-05-17"));

        holds(judge(one, other), Guard.NAME_AND_BIRTH_DATE_ALONE);
    }

    @Test
    void aLastNameAloneIsWeak() {
        PersonDetails.Builder nameless =
                at(person("2").family("Hartley"), "14 Mill Lane", "SK4 2XG").birthDate(born("1984-05-17"));

        holds(judge(susan("1"), nameless), Guard.WEAK_NAME);
    }

    @Test
    void theFirstNameAtTheAddressIsFirmWhenTheLastNameIsAnother() {
        PersonDetails.Builder married =
                at(person("2", "Susan", "Okonkwo"), "14 Mill Lane", "SK4 2XG").birthDate(born("1984-05-17"));
        PersonDetails.Builder sector =
                at(person("3", "Susan", "Okonkwo"), "", "SK4 2XG").birthDate(born("1984-05-17"));

        links(judge(susan("1"), married));
        holds(judge(susan("1"), sector), Guard.WEAK_NAME);
    }

    @Test
    void aFirstNameAloneIsFirmWithAnEMailAddressOfItsOwn() {
        PersonDetails.Builder nameless =
                at(person("2").given("Susan"), "14 Mill Lane", "SK4 2XG").birthDate(born("1984-07-19"));
        PersonDetails.Builder other = person("3", "Susan", "Okonkwo").birthDate(born("1984-05-07"));

        links(judge(susan("1").email(EMAIL), nameless.email(EMAIL)));
        assertThat(judge(susan("1").email(EMAIL), other.email(EMAIL)).guards()).contains(Guard.WEAK_NAME);
    }

    @Test
    void aDoubleLastNameInThePlaceOfTheFirstIsSwapped() {
        PersonDetails.Builder one = at(person("1", "Amelia", "Graham-Jones"), "14 Mill Lane", "SK4 2XG")
                .birthDate(born("1984-05-17"));
        PersonDetails.Builder other = at(person("2", "Graham Jones", "Amelia"), "14 Mill Lane", "SK4 2XG")
                .birthDate(born("1984-05-17"));

        links(judge(one, other));
    }

    @Test
    void aDateOfBirthWithASlipTakesMoreThanOneContact() {
        PersonDetails.Builder slip = susan("2").birthDate(born("1984-05-29"));

        holds(judge(susan("1"), slip), Guard.WEAK_BIRTH_DATE);
        links(judge(susan("1").phone(PHONE), slip.phone(PHONE)));
    }

    @Test
    void aRestrictedRecordIsForAPerson() {
        holds(judge(susan("1"), susan("2").restricted(true)), Guard.RESTRICTED);
    }
}
