package uk.fosteringhub.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/** Golden records follow from their contributions and the ownership rules, and from nothing else. */
class MergeTest {
    private static final RecordType WORKER = RecordTypes.WORKER;
    private static final Instant EARLY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2026-02-01T00:00:00Z");

    private static final Optional<Instant> UNDATED = Optional.empty();

    private final Merge merge = new Merge(
            new Ownership(Map.of("worker", Map.of("*", List.of("lcs", "mosaic"), "email", List.of("mosaic")))));

    @Test
    void theSystemThatOwnsAFieldWinsIt() {
        Golden golden = merge.of(
                WORKER, List.of(from("mosaic", "1", UNDATED, "team", "M"), from("lcs", "1", UNDATED, "team", "L")));

        assertThat(value(golden, "team")).isEqualTo("L");
        assertThat(provenance(golden, "team")).isEqualTo("lcs:1");
    }

    @Test
    void aRuleForAFieldStandsBeforeTheRuleForAllOthers() {
        Golden golden = merge.of(
                WORKER,
                List.of(
                        from("lcs", "1", UNDATED, "email", "l@example.org"),
                        from("mosaic", "1", UNDATED, "email", "m@example.org")));

        assertThat(value(golden, "email")).isEqualTo("m@example.org");
    }

    @Test
    void aSystemThatNoRuleNamesComesLastEvenIfItChangedLast() {
        Contribution unlisted = from("website", "1", Optional.of(LATE), "team", "W");
        Contribution listed = from("mosaic", "1", Optional.of(EARLY), "team", "M");

        assertThat(value(merge.of(WORKER, List.of(unlisted, listed)), "team")).isEqualTo("M");
        assertThat(value(merge.of(WORKER, List.of(unlisted)), "team")).isEqualTo("W");
    }

    @Test
    void aSystemNamedOnlyForAllOthersIsUnlistedWhereAFieldHasItsOwnRule() {
        Contribution lcs = from("lcs", "1", Optional.of(EARLY), "email", "l@example.org");
        Contribution website = from("website", "1", Optional.of(LATE), "email", "w@example.org");

        assertThat(value(merge.of(WORKER, List.of(lcs, website)), "email")).isEqualTo("w@example.org");
    }

    @Test
    void amongEqualsTheOneChangedLastAtItsSourceWins() {
        Contribution old = from("lcs", "1", Optional.of(EARLY), "team", "old");
        Contribution recent = from("lcs", "2", Optional.of(LATE), "team", "new");
        Contribution undated = from("lcs", "0", UNDATED, "team", "undated");

        assertThat(value(merge.of(WORKER, List.of(undated, old, recent)), "team"))
                .isEqualTo("new");
        assertThat(value(merge.of(WORKER, List.of(undated, old)), "team")).isEqualTo("old");
    }

    @Test
    void amongEqualsThatDoNotSayWhenTheNameDecides() {
        assertThat(provenance(
                        merge.of(
                                WORKER,
                                List.of(
                                        from("lcs", "2", UNDATED, "team", "b"),
                                        from("lcs", "1", UNDATED, "team", "a"))),
                        "team"))
                .isEqualTo("lcs:1");
    }

    @Test
    void nothingNeverBeatsSomething() {
        Golden golden = merge.of(
                WORKER,
                List.of(
                        from("lcs", "1", Optional.of(LATE), "team", null),
                        from("website", "1", Optional.of(EARLY), "team", "W")));

        assertThat(value(golden, "team")).isEqualTo("W");
        assertThat(provenance(golden, "team")).isEqualTo("website:1");
        assertThat(value(golden, "email")).isNull();
        assertThat(provenance(golden, "email")).isNull();
    }

    @Test
    void provenanceNamesTheKeyspaceWhereItIsNotTheSystems() {
        Contribution borrowed = new Contribution("website", "lcs", "7", Optional.empty(), new Object[0]);

        assertThat(borrowed.name()).isEqualTo("website:lcs:7");
        assertThat(new Contribution("lcs", "lcs", "7", Optional.empty(), new Object[0]).name())
                .isEqualTo("lcs:7");
    }

    @Test
    void oneSourceThatSaysRestrictedIsEnoughWhereTheRuleIsAny() {
        Merge any = new Merge(new Ownership(
                Map.of("person", Map.of("*", List.of("lcs", "mosaic"), "restricted", List.of(Ownership.ANY)))));
        Contribution open = restricted("lcs", Optional.of(LATE), false);
        Contribution silent = restricted("ssda903", Optional.of(LATE), null);
        Contribution restricted = restricted("mosaic", Optional.of(EARLY), true);
        int position = RecordTypes.PERSON.indexOf("restricted");

        Golden golden = any.of(RecordTypes.PERSON, List.of(open, silent, restricted));
        assertThat(golden.values()[position]).isEqualTo(true);
        assertThat(golden.provenance()[position]).isEqualTo("mosaic:1");
        assertThat(any.of(RecordTypes.PERSON, List.of(open, silent)).values()[position])
                .isEqualTo(false);
        Merge firstOwnerWins = new Merge(new Ownership(Map.of("person", Map.of("*", List.of("lcs", "mosaic")))));
        assertThat(firstOwnerWins.of(RecordTypes.PERSON, List.of(open, silent, restricted))
                        .values()[position])
                .as("without the rule it would be lost")
                .isEqualTo(false);
    }

    @Test
    void aSourceThatNoLongerHasTheRecordHasNotTakenItsRestrictionBack() {
        Merge any = new Merge(new Ownership(
                Map.of("person", Map.of("*", List.of("lcs", "mosaic"), "restricted", List.of(Ownership.ANY)))));
        int position = RecordTypes.PERSON.indexOf("restricted");
        Contribution silent = restricted("lcs", Optional.of(LATE), null);
        Contribution gone = restricted("mosaic", UNDATED, true);
        gone.values()[RecordTypes.PERSON.indexOf("family_name")] = "Grey";

        Golden golden = any.of(RecordTypes.PERSON, List.of(silent), List.of(gone));
        assertThat(golden.values()[position]).isEqualTo(true);
        assertThat(golden.provenance()[position]).isEqualTo("mosaic:1");
        assertThat(golden.values())
                .as("nothing else lasts")
                .containsOnlyOnce(true)
                .doesNotContain("Grey");
        Contribution lifted = restricted("mosaic", UNDATED, false);
        assertThat(any.of(RecordTypes.PERSON, List.of(silent), List.of(lifted)).values())
                .containsOnlyNulls();
        assertThat(any.hasWhatLasts(RecordTypes.PERSON)).isTrue();
        assertThat(any.hasWhatLasts(RecordTypes.WORKER)).isFalse();
    }

    @Test
    void withoutRulesTheOneChangedLastWins() {
        Merge free = new Merge(new Ownership(Map.of()));

        assertThat(value(
                        free.of(
                                WORKER,
                                List.of(
                                        from("lcs", "1", Optional.of(EARLY), "team", "L"),
                                        from("website", "1", Optional.of(LATE), "team", "W"))),
                        "team"))
                .isEqualTo("W");
    }

    @Property
    void theOrderOfArrivalDoesNotMatter(
            @ForAll("contributions") List<Contribution> contributions, @ForAll Random random) {
        List<Contribution> shuffled = new ArrayList<>(contributions);
        Collections.shuffle(shuffled, random);

        Golden golden = merge.of(WORKER, contributions);
        Golden again = merge.of(WORKER, shuffled);

        assertThat(again.values()).isEqualTo(golden.values());
        assertThat(again.provenance()).isEqualTo(golden.provenance());
    }

    @Property
    void oneContributionAloneIsTheGoldenRecord(@ForAll("contribution") Contribution only) {
        Golden golden = merge.of(WORKER, List.of(only));

        assertThat(golden.values()).isEqualTo(only.values()).isNotSameAs(only.values());
        for (int i = 0; i < golden.provenance().length; i++) {
            assertThat(golden.provenance()[i]).isEqualTo(only.values()[i] == null ? null : only.name());
        }
    }

    @Property
    void everyValueIsTheOneThatTheContributionNamedInItsProvenanceGave(
            @ForAll("contributions") List<Contribution> contributions) {
        Golden golden = merge.of(WORKER, contributions);

        for (int i = 0; i < golden.values().length; i++) {
            int position = i;
            if (golden.values()[i] == null) {
                assertThat(golden.provenance()[i]).isNull();
                assertThat(contributions)
                        .allSatisfy(one -> assertThat(one.values()[position]).isNull());
            } else {
                assertThat(contributions)
                        .filteredOn(one -> one.name().equals(golden.provenance()[position]))
                        .singleElement()
                        .satisfies(
                                winner -> assertThat(winner.values()[position]).isEqualTo(golden.values()[position]));
            }
        }
    }

    @Property
    void contributionsThatWinNothingChangeNothing(@ForAll("contributions") List<Contribution> contributions) {
        Golden golden = merge.of(WORKER, contributions);
        List<String> winners =
                Arrays.stream(golden.provenance()).filter(Objects::nonNull).toList();
        List<Contribution> needed = contributions.stream()
                .filter(one -> winners.contains(one.name()))
                .toList();
        if (!needed.isEmpty()) {
            assertThat(merge.of(WORKER, needed).values()).isEqualTo(golden.values());
        }
    }

    @Provide
    Arbitrary<List<Contribution>> contributions() {
        return contribution()
                .list()
                .uniqueElements(Contribution::name)
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Contribution> contribution() {
        Arbitrary<Object[]> values = Arbitraries.of("a", "b", "c")
                .injectNull(0.4)
                .asGeneric()
                .array(Object[].class)
                .ofSize(WORKER.fields().size());
        return Combinators.combine(
                        Arbitraries.of("lcs", "mosaic", "website", "phone"),
                        Arbitraries.of("lcs", "other"),
                        Arbitraries.of("1", "2", "3"),
                        Arbitraries.of(EARLY, LATE).optional(0.7),
                        values)
                .as(Contribution::new);
    }

    private static Contribution restricted(String system, Optional<Instant> modifiedAt, Boolean restricted) {
        Object[] values = new Object[RecordTypes.PERSON.fields().size()];
        values[RecordTypes.PERSON.indexOf("restricted")] = restricted;
        return new Contribution(system, system, "1", modifiedAt, values);
    }

    private static Object value(Golden golden, String field) {
        return golden.values()[WORKER.indexOf(field)];
    }

    private static String provenance(Golden golden, String field) {
        return golden.provenance()[WORKER.indexOf(field)];
    }

    private static Contribution from(
            String system, String key, Optional<Instant> modifiedAt, String field, String value) {
        Object[] values = new Object[WORKER.fields().size()];
        values[WORKER.indexOf(field)] = value;
        return new Contribution(system, system, key, modifiedAt, values);
    }
}
