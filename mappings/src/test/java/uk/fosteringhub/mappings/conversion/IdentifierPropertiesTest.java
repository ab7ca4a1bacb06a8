package uk.fosteringhub.mappings.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class IdentifierPropertiesTest {
    private static final Pattern POSTCODE = Pattern.compile(
            "([A-PR-UWYZ]\\d[\\dA-HJKSTUW]?|[A-PR-UWYZ][A-HK-Y]\\d[\\dABEHMNPRVWXY]?)\\d[ABD-HJLNP-UW-Z]{2}|GIR0AA|"
                    + "ZZ99\\d[A-Z]{2}");

    @Property
    void anNhsNumberIsValidWithItsCheckDigitAndNoOther(
            @ForAll @IntRange(min = 0, max = 999_999_999) int number, @ForAll @IntRange(min = 0, max = 9) int last) {
        String nine = String.format("%09d", number);
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (nine.charAt(i) - '0') * (10 - i);
        }
        int check = 11 - sum % 11;
        boolean fits = check != 10 && check % 11 == last;
        assertThat(NhsNumber.valid(nine + last)).isEqualTo(fits);
    }

    @Example
    void anNhsNumberMayHaveBlanksBetween() {
        NhsNumber conversion = new NhsNumber("NHS");
        assertThat(conversion.convert("999 000 0042")).isEqualTo("9990000042");
        assertThat(conversion.convert("999-000-0042")).isEqualTo("9990000042");
        assertThat(conversion.convert("0000000000")).isNull();
        assertThat(conversion.convert("999000004")).isInstanceOf(Refusal.class);
    }

    @Example
    void anOfstedReferenceNumberIsScAndSixDigitsOrSevenDigits() {
        OfstedUrn strict = new OfstedUrn("URN", true);
        assertThat(strict.convert("sc 912345")).isEqualTo("SC912345");
        assertThat(strict.convert("1234567")).isEqualTo("1234567");
        for (String wrong : List.of("SC12345", "SC1234567", "123456", "12345678", "EY912345", "SC91234O")) {
            assertThat(strict.convert(wrong)).as(wrong).isInstanceOf(Refusal.class);
        }
        assertThat(new OfstedUrn("URN", false).convert("not  registered yet")).isEqualTo("NOT REGISTERED YET");
    }

    @Property(tries = 20_000)
    void aPlainPhoneNumberReadsAsTheLibraryReadsIt(@ForAll("plainNumbers") String text) {
        String plain = Phone.plain(text);
        if (plain != null) {
            assertThat(plain).isEqualTo(Phone.byLibrary(text));
        }
    }

    @Property(tries = 5_000)
    void everyBritishNumberOfTenDigitsIsReadTheShortWay(
            @ForAll @LongRange(min = 1_000_000_000L, max = 9_999_999_999L) long national) {
        assertThat(Phone.plain("0" + national)).isEqualTo("+44" + national).isEqualTo(Phone.byLibrary("0" + national));
        assertThat(Phone.plain("+44" + national)).isEqualTo(Phone.byLibrary("+44" + national));
    }

    @Property
    void aPostcodeIsWhatRoyalMailsFormAllows(@ForAll("nearPostcodes") String bare) {
        assertThat(Postcode.valid(bare)).isEqualTo(POSTCODE.matcher(bare).matches());
    }

    @Example
    void postcodesAreWrittenOneWay() {
        Postcode conversion = new Postcode("POSTCODE", false);
        assertThat(conversion.convert("bn1  1aa")).isEqualTo("BN1 1AA");
        assertThat(conversion.convert("GIR0AA")).isEqualTo("GIR 0AA");
        assertThat(conversion.convert("zz993vz")).isEqualTo("ZZ99 3VZ");
        assertThat(conversion.convert("No postcode")).isNull();
        assertThat(conversion.convert("bn1")).isEqualTo("BN1");
        assertThat(new Postcode("POSTCODE", true).convert("bn1")).isInstanceOf(Refusal.class);
    }

    @Example
    void wordsForNoneAreNoContact() {
        Email email = new Email("EMAIL", false);
        Phone phone = new Phone("PHONE", false);
        for (String none : new String[] {"none@", "N/A", "no email", "none@none.com", "noemail@noemail.co.uk"}) {
            assertThat(email.convert(none)).as(none).isNull();
        }
        assertThat(email.convert("Nadia@Example.ORG")).isEqualTo("Nadia@example.org");
        assertThat(email.convert("noname@example.org")).isEqualTo("noname@example.org");
        assertThat(phone.convert("not known")).isNull();
        assertThat(phone.convert("07700 900123 x12")).isEqualTo("+447700900123;ext=12");
        assertThat(phone.convert("0044 7700 900123")).isEqualTo("+447700900123");
        assertThat(phone.convert("evenings only")).isEqualTo("evenings only");
    }

    @Provide
    Arbitrary<String> plainNumbers() {
        Arbitrary<String> tail =
                Arbitraries.strings().withChars("0123456789 ").ofMinLength(8).ofMaxLength(16);
        Arbitrary<String> start = Arbitraries.of(
                "0", "+44", "+44 ", "07", "01", "02", "00", "018", "0180020", "+44180020", "07624", "0800");
        return Combinators.combine(start, tail).as(String::concat);
    }

    @Provide
    Arbitrary<String> nearPostcodes() {
        Arbitrary<String> outward = Arbitraries.of(
                "A", "A1", "A11", "A1A", "AA1", "AA11", "AA1A", "ZZ99", "GIR", "Q1", "AI1", "AA1Z", "W1W", "EC1V",
                "11");
        Arbitrary<String> any = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .ofMaxLength(4);
        Arbitrary<String> inward = Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .ofLength(2)
                .map(letters -> "1" + letters);
        return Combinators.combine(Arbitraries.oneOf(outward, any), inward).as(String::concat);
    }
}
