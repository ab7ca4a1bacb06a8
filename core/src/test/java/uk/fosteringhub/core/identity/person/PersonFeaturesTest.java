package uk.fosteringhub.core.identity.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonFeaturesTest {
    private static PersonFeatures of(PersonDetails.Builder person) {
        return PersonFeatures.of(person.build());
    }

    private static PersonDetails.Builder person() {
        return PersonDetails.named("1", "LCS");
    }

    @ParameterizedTest
    @CsvSource({
        "0191 498 0847, 441914980847",
        "+44 (0)1914980847, 441914980847",
        "441914980847, 441914980847",
        "01914-980847, 441914980847",
        "07700 900123, 447700900123",
        "00000000000, ''",
        "440000000000, ''",
        "none, ''",
        "12345, ''"
    })
    void aPhoneNumberHasOneForm(String received, String phone) {
        assertThat(of(person().phone(received)).phones()).isEqualTo(phone.isEmpty() ? List.of() : List.of(phone));
    }

    @ParameterizedTest
    @CsvSource({
        "Susan.Hartley@Example.org, susan.hartley@example.org",
        "' susan@example.org ', susan@example.org",
        "none@none.com, ''",
        "noreply@example.org, ''",
        "no-email@example.org, ''"
    })
    void anEMailPlaceholderIsNone(String received, String email) {
        assertThat(of(person().email(received)).emails()).isEqualTo(email.isEmpty() ? List.of() : List.of(email));
    }

    @ParameterizedTest
    @CsvSource({"1900-01-01, false", "1970-01-01, false", "1984-05-17, true"})
    void aDateOfBirthThatSystemsWriteForNoneIsNone(String received, boolean kept) {
        assertThat(of(person().birthDate(BirthDate.iso(received))).birthDate().isPresent())
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"SK4 2XG, SK42XG", "sk42xg, SK42XG", "ZZ99 3VZ, ''", "3212, 3212"})
    void zz99IsNoPlace(String received, String postcode) {
        assertThat(of(person().address(List.of("1 Mill Lane"), received))
                        .addresses()
                        .get(0)
                        .postcode())
                .isEqualTo(postcode);
    }

    @ParameterizedTest
    @CsvSource({"999 054 9532, 9990549532", "9990549533, ''", "0000000000, ''", "12345, ''"})
    void anNhsNumberMustCheck(String received, String number) {
        assertThat(of(person().nhsNumber(received)).nhsNumber()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "Zoë, O'Neill, zoe, oneill",
        "MARY ANN, Mc Donald, mary, mcdonald",
        "Łukasz, Smith-Jones, lukasz, smith jones",
        "Unknown, van der Berg, '', vanderberg"
    })
    void namesAreWordsOfPlainLetters(String given, String family, String plainGiven, String plainFamily) {
        PersonFeatures features = of(person().given(given).family(family));

        assertThat(features.given()).isEqualTo(plainGiven);
        assertThat(features.family()).isEqualTo(plainFamily);
    }

    @ParameterizedTest
    @CsvSource({
        "Mr John Paul Smith, john, smith",
        "'Smith, John', john, smith",
        "Ludwig van Beethoven, ludwig, vanbeethoven"
    })
    void aFullNameIsTakenApart(String name, String given, String family) {
        PersonFeatures features = of(person().fullName(name));

        assertThat(features.given()).isEqualTo(given);
        assertThat(features.family()).isEqualTo(family);
    }

    @Test
    void aTitleTellsTheGenderWhereNothingElseDoes() {
        assertThat(of(person().title("Mrs")).gender()).isEqualTo("F");
        assertThat(of(person().title("Dr")).gender()).isEmpty();
        assertThat(of(person().title("Mr").gender("Female")).gender()).isEqualTo("F");
    }

    @Test
    void whatIsKeptIsReadAgain() {
        PersonFeatures features = of(person().title("Ms")
                .given("Zoë")
                .middle("A Rose")
                .family("Smith-Jones")
                .previousFamily("Hartley")
                .birthDate(new BirthDate(1945, 4, 93))
                .phone("07700 900123")
                .phone("01632 960001")
                .email("zoe@example.org")
                .address(List.of("Flat 2", "14 Mill Lane"), "SK4 2XG")
                .address(List.of("Leeds"), "")
                .nhsNumber("9990549532")
                .nationalId("QQ 12 34 56 C")
                .restricted(true));

        assertThat(PersonFeatures.fromJson(features.toJson())).isEqualTo(features);
        assertThat(PackedFeatures.unpack(PackedFeatures.pack(features)))
                .usingRecursiveComparison()
                .ignoringFields("label", "source")
                .isEqualTo(features);
    }

    @Test
    void recordsOfOnePersonHaveAKeyInCommon() {
        PersonDetails.Builder one = person().given("Susan").family("Hartley").birthDate(new BirthDate(1984, 5, 7));
        PersonDetails.Builder other = person().given("Hartley").family("Sue").birthDate(new BirthDate(1984, 7, 5));

        assertThat(BlockingKeys.of(of(one))).containsAnyOf(BlockingKeys.of(of(other)));
    }

    @Test
    void countsTellHowFrequentAValueIsAndHowManyNamesShareAContact() {
        CountedFrequencies.Counter counter = CountedFrequencies.counter();
        counter.add(of(person().given("Ann").family("Lee").phone("07700 900123")));
        counter.add(of(person().given("Anne").family("Lee").phone("07700 900123")));
        counter.add(of(person().given("Grace").family("Lee").phone("07700 900123")));
        CountedFrequencies counted = counter.count();

        assertThat(counted.records()).isEqualTo(3);
        assertThat(counted.recordsWith(ValueHash.family("lee"))).isEqualTo(3);
        assertThat(counted.recordsWith(ValueHash.given("ann"))).isEqualTo(1);
        assertThat(counted.recordsWith(ValueHash.given("nobody"))).isZero();
        assertThat(counted.namesWith(ValueHash.phone("447700900123"))).isEqualTo(2);
    }
}
