package uk.fosteringhub.core.differences;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import uk.fosteringhub.core.merge.Contribution;
import uk.fosteringhub.core.merge.Golden;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/** What is a difference, for whatever systems say. */
class DifferencePropertiesTest {
    private static final RecordType PERSON = RecordTypes.PERSON;
    private static final Merge MERGE = new Merge(
            new Ownership(Map.of("person", Map.of("*", List.of("lcs", "mosaic"), "restricted", List.of("any")))));
    private static final DifferenceFinder FINDER = new DifferenceFinder(MERGE);

    @Property
    void theOrderInWhichSystemsSpeakDoesNotMatter(@ForAll("said") List<Contribution> said, @ForAll long seed) {
        List<Contribution> shuffled = new ArrayList<>(said);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(FINDER.in(PERSON, 1, shuffled)).containsExactlyInAnyOrderElementsOf(FINDER.in(PERSON, 1, said));
    }

    @Property
    void aDifferenceIsAlwaysToWhatHoldsAndBetweenTwoSystems(@ForAll("said") List<Contribution> said) {
        Golden golden = said.isEmpty() ? null : MERGE.of(PERSON, said);
        assertThat(FINDER.in(PERSON, 1, said)).allSatisfy(difference -> {
            int position = PERSON.indexOf(difference.field());
            assertThat(difference.owner()).isEqualTo(golden.provenance()[position]);
            assertThat(difference.ownerValue()).isEqualTo(SameValue.text(golden.values()[position]));
            assertThat(difference.ownerSystem()).isNotEqualTo(difference.otherSystem());
            assertThat(difference.otherValue()).isNotEqualTo(difference.ownerValue());
        });
    }

    @Property
    void everyOtherSystemThatSaysSomethingElseIsFound(@ForAll("said") List<Contribution> said) {
        List<Difference> found = FINDER.in(PERSON, 1, said);
        for (Contribution one : said) {
            for (int i = 0; i < PERSON.fields().size(); i++) {
                Field field = PERSON.fields().get(i);
                Object value = one.values()[i];
                String owner = MERGE.of(PERSON, said).provenance()[i];
                if (value != null && !field.name().equals("legacy_key") && !owner.startsWith(one.system() + ":")) {
                    boolean same = SameValue.same(field, MERGE.of(PERSON, said).values()[i], value);
                    assertThat(found.stream()
                                    .anyMatch(difference -> difference.field().equals(field.name())
                                            && difference.other().equals(one.name())))
                            .isEqualTo(!same);
                }
            }
        }
    }

    @Property
    void howATextIsWrittenIsNoDifference(@ForAll("names") String name, @ForAll("ways") Way way) {
        Field field = PERSON.field("family_name");
        assertThat(SameValue.same(field, name, way.written(name))).isTrue();
        assertThat(SameValue.same(field, way.written(name), name)).isTrue();
    }

    @Property
    void sameIsMutual(@ForAll("texts") String some, @ForAll("texts") String other) {
        for (String name : List.of("family_name", "phone_home", "email", "nhs_number", "gender")) {
            Field field = PERSON.field(name);
            assertThat(SameValue.same(field, some, other)).isEqualTo(SameValue.same(field, other, some));
            assertThat(SameValue.same(field, some, some)).isTrue();
        }
    }

    @Example
    void oneNumberInSeveralFormsIsTheSame() {
        Field phone = PERSON.field("phone_mobile");
        for (String form : List.of("07700 900123", "+44 7700 900123", "0044 7700 900 123", "+44 (0)7700 900123")) {
            assertThat(SameValue.same(phone, "+447700900123", form)).as(form).isTrue();
        }
        assertThat(SameValue.same(phone, "+447700900123", "+447700900124")).isFalse();
        assertThat(SameValue.same(phone, "mornings only", "Mornings  only")).isTrue();
    }

    @Example
    void accentsBelongToANameAndApostrophesAreOne() {
        Field name = PERSON.field("family_name");
        assertThat(SameValue.same(name, "O’Brien", "O'BRIEN")).isTrue();
        assertThat(SameValue.same(name, "Siân", "Sian")).isFalse();
        assertThat(SameValue.same(name, "Khan–Evans", "Khan-Evans")).isTrue();
        assertThat(SameValue.same(name, "Khan Evans", "Khan-Evans")).isFalse();
    }

    @Example
    void numbersAndMomentsAreComparedByWhatTheyMean() {
        Field fee = RecordTypes.PLACEMENT.field("weekly_fee");
        assertThat(SameValue.same(fee, new BigDecimal("450.00"), new BigDecimal("450")))
                .isTrue();
        assertThat(SameValue.text(new BigDecimal("450.00"))).isEqualTo("450");
        Field enquired = RecordTypes.ENQUIRY.field("enquired_at");
        Instant morning = Instant.parse("2026-07-02T08:15:30.123Z");
        assertThat(SameValue.same(enquired, morning, Instant.parse("2026-07-02T08:15:30Z")))
                .isTrue();
        assertThat(SameValue.same(enquired, morning, Instant.parse("2026-07-01T23:00:00Z")))
                .as("midnight in London: only the day is known")
                .isTrue();
        assertThat(SameValue.same(enquired, morning, Instant.parse("2026-07-02T09:15:30Z")))
                .isFalse();
    }

    /** A way of writing a text that does not change what it says. */
    enum Way {
        CAPITALS,
        SMALL,
        BLANKS,
        NON_BREAKING;

        String written(String text) {
            return switch (this) {
                case CAPITALS -> text.toUpperCase(java.util.Locale.ROOT);
                case SMALL -> text.toLowerCase(java.util.Locale.ROOT);
                case BLANKS -> "  " + text.replace(" ", "   ") + "\t";
                case NON_BREAKING -> text.replace(' ', '\u00a0');
            };
        }
    }

    @Provide
    Arbitrary<Way> ways() {
        return Arbitraries.of(Way.class);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéâöñç '-")
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(name -> !name.isBlank());
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                names(),
                Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(12),
                Arbitraries.strings().ofMaxLength(8));
    }

    @Provide
    Arbitrary<List<Contribution>> said() {
        Arbitrary<String> few = Arbitraries.of("Khan", "KHAN", "khan ", "Evans", "Nowak");
        Arbitrary<Contribution> one = Combinators.combine(
                        Arbitraries.of("lcs", "mosaic", "charms"),
                        Arbitraries.integers().between(1, 3),
                        few.injectNull(0.3),
                        few.injectNull(0.3),
                        Arbitraries.of(true, false).injectNull(0.3),
                        Arbitraries.longs().between(0, 3))
                .as((system, key, family, legacy, restricted, modified) -> {
                    Object[] values = new Object[PERSON.fields().size()];
                    values[PERSON.indexOf("family_name")] = family;
                    values[PERSON.indexOf("legacy_key")] = legacy;
                    values[PERSON.indexOf("restricted")] = restricted;
                    return new Contribution(
                            system,
                            system,
                            "K" + key,
                            modified == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(modified)),
                            values);
                });
        return one.list().ofMaxSize(6).map(DifferencePropertiesTest::onePerName);
    }

    private static List<Contribution> onePerName(List<Contribution> said) {
        Map<String, Contribution> byName = new java.util.LinkedHashMap<>();
        said.forEach(one -> byName.put(one.name(), one));
        return List.copyOf(byName.values());
    }
}
