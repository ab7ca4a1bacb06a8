package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.fosteringhub.core.intake.RawRecord;
import uk.fosteringhub.core.mapping.HeaderProblem;
import uk.fosteringhub.core.mapping.MappingResult;
import uk.fosteringhub.core.mapping.UnmappedCode;
import uk.fosteringhub.core.records.Reference;

class MappingFeaturesTest {

    @Test
    void theFirstColumnThatTheHeaderHasCounts() {
        OneMapping mapping =
                OneMapping.of("record: person\nkey: ID\nfields:\n  given_name: { from: [FIRST, FORENAME] }\n");
        assertThat(mapping.values("ID|FORENAME", "1|Ada")).containsEntry("given_name", "Ada");
        assertThat(mapping.values("ID|FORENAME|FIRST", "1|Ada|Bea")).containsEntry("given_name", "Bea");
    }

    @Test
    void joinedTextsLeaveOutWhatIsEmpty() {
        OneMapping mapping = OneMapping.of(
                "record: address\nkey: ID\nfields:\n  one_line: { join: [A, B, C], separator: \", \" }\n");
        assertThat(mapping.values("ID|A|B|C", "1|Flat 2|-1|High Street"))
                .containsEntry("one_line", "Flat 2, High Street");
    }

    @Test
    void aTextIsSplitFromTheStartOrTheEnd() {
        OneMapping mapping = OneMapping.of("record: person\nkey: ID\nfields:\n"
                + "  given_name: { from: NAME, split: { by: \",\", part: 2 } }\n"
                + "  family_name: { from: NAME, split: { by: \",\", part: 1 } }\n"
                + "  title: { from: NAME, split: { by: \",\", part: -1 } }\n"
                + "  middle_names: { from: NAME, split: { by: \",\", part: -4 } }\n");
        assertThat(mapping.values("ID|NAME", "1|Grey, Ada ,Ms"))
                .isEqualTo(Map.of("family_name", "Grey", "given_name", "Ada", "title", "Ms"));
        assertThat(mapping.values("ID|NAME", "1|Grey")).isEqualTo(Map.of("family_name", "Grey", "title", "Grey"));
    }

    @Test
    void theFirstBranchWhoseConditionHoldsCounts() {
        OneMapping mapping = OneMapping.of("record: person\nkey: ID\nfields:\n  phone_mobile:\n    when:\n"
                + "      - { if: { all: [ { column: KIND, in: [Mobile, Cell] }, { not: { column: EX, equals: Y } } ] }, from: N }\n"
                + "      - { if: { column: KIND, empty: true }, constant: unknown kind }\n");
        assertThat(mapping.values("ID|KIND|EX|N", "1|Mobile|N|123")).containsEntry("phone_mobile", "123");
        assertThat(mapping.values("ID|KIND|EX|N", "1|Mobile|Y|123")).isEmpty();
        assertThat(mapping.values("ID|KIND|EX|N", "1|-1|Y|123")).containsEntry("phone_mobile", "unknown kind");
        assertThat(mapping.values("ID|N", "1|123")).containsEntry("phone_mobile", "unknown kind");
    }

    @Test
    void aConditionMayAskWhetherAColumnHoldsDigitsAlone() {
        OneMapping mapping = OneMapping.of("record: person\nkey: ID\nfields:\n  phone_mobile:\n    when:\n"
                + "      - { if: { column: N, digits: true }, constant: digits }\n"
                + "      - { if: { column: N, digits: false }, constant: other }\n");
        assertThat(mapping.values("ID|N", "1| 0042 ")).containsEntry("phone_mobile", "digits");
        for (String other : List.of("MA-1", "1A", "4 2", "\u0664", "")) {
            assertThat(mapping.values("ID|N", "1|" + other)).containsEntry("phone_mobile", "other");
        }
    }

    @Test
    void aConditionMayGoByACodeTable() {
        OneMapping mapping = OneMapping.of("record: person\nkey: ID\nfields:\n  is_client:\n    when:\n"
                + "      - { if: { column: SEX, table: gender, in: [F] }, constant: true }\n"
                + "      - { if: { not: { column: SEX, table: gender, equals: F } }, constant: false }\n");
        for (String woman : List.of("F", "f", "Female", "FEMALE")) {
            assertThat(mapping.values("ID|SEX", "1|" + woman)).containsEntry("is_client", true);
        }
        for (String other : List.of("Male", "", "-1")) {
            MappingResult mapped = mapping.map("ID|SEX", "1|" + other);
            assertThat(mapped.record().value("is_client")).isEqualTo(false);
            assertThat(mapped.unmapped()).isEmpty();
        }
        assertThat(mapping.map("ID|sex", "1|Lass").unmapped())
                .containsExactly(new UnmappedCode("gender", "sex", "Lass"));
        assertThat(mapping.map("ID", "1").unmapped()).isEmpty();
        assertThat(mapping.rule("ID|SEX", "1|F\u0000")).isEqualTo("nul-character");
    }

    @Test
    void theFingerprintFollowsTheTableOfACondition(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("lcs"));
        Files.createDirectories(folder.resolve("codes"));
        Files.writeString(
                folder.resolve("lcs/test.yml"),
                "system: lcs\ndescription: A test.\nrecord: person\nkey: ID\nfields:\n"
                        + "  is_client: { if: { column: SEX, table: sex, equals: F }, constant: true }\n");
        Files.writeString(folder.resolve("codes/sex.csv"), "code,label,canonical,also\nF,Female,,\n");
        String before = MappingFolder.load(folder, TheMappingsFolder.NIGHT)
                .named("lcs/test")
                .fingerprint();
        Files.writeString(folder.resolve("codes/sex.csv"), "code,label,canonical,also\nF,Female,,Lass\n");

        assertThat(MappingFolder.load(folder, TheMappingsFolder.NIGHT)
                        .named("lcs/test")
                        .fingerprint())
                .isNotEqualTo(before);
    }

    @Test
    void placeholdersMeanNoneUnlessTheFileSaysOtherwise() {
        String fields = "fields:\n  given_name: A\n  family_name: { from: B, none: [nobody] }\n"
                + "  title: { from: C, none: { only: [nil], allX: false } }\n";
        OneMapping mapping = OneMapping.of("record: person\nkey: ID\n" + fields);
        assertThat(mapping.values("ID|A|B|C", "1|-1|nobody|nil")).isEmpty();
        assertThat(mapping.values("ID|A|B|C", "1|XXX XXXX|xxx|-1")).isEqualTo(Map.of("title", "-1"));
        assertThat(mapping.values("ID|A|B|C", "1|X|Null|XXX"))
                .isEqualTo(Map.of("given_name", "X", "family_name", "Null", "title", "XXX"));
        assertThat(mapping.values("ID|A|B|C", "1|99991231|NULL|nil")).isEmpty();
        assertThat(OneMapping.of("record: person\nkey: ID\nnone: [\"?\"]\n" + fields)
                        .values("ID|A|B|C", "1|?|?|?"))
                .isEqualTo(Map.of("title", "?"));
    }

    @Test
    void aKeyOfSeveralColumnsCannotBeMistakenForAnother() {
        OneMapping mapping = OneMapping.of("record: person\nkey: [A, B]\nfields:\n  title: T\n");
        assertThat(key(mapping, "x|", "y")).isNotEqualTo(key(mapping, "x", "|y"));
        assertThat(key(mapping, "x", "y")).isEqualTo("x|y");
        assertThat(key(mapping, "-1", "y")).isEmpty();
        assertThat(key(mapping, "x", "y".repeat(300))).isEmpty();
    }

    @Test
    void aReferenceMayPointIntoAnotherKeyspace() {
        OneMapping mapping = OneMapping.of("record: visit\nkey: ID\nkeyspace: east\nfields:\n  person: P\n"
                + "  worker: { from: W, keyspace: hr }\n");
        assertThat(mapping.map("ID|P|W", "1|7|8").record().value("person")).hasToString("east:7");
        assertThat(mapping.map("ID|P|W", "1|7|8").record().value("worker")).hasToString("hr:8");
        assertThat(mapping.map("ID|P|W", "1|7|8").record().keyspace()).isEqualTo("east");
    }

    @Test
    void localTimesFollowLondonsClocks() {
        OneMapping mapping = OneMapping.of(
                "record: visit\nkey: ID\ndates: [\"yyyy-MM-dd HH:mm:ss\", iso]\nfields:\n  held_at: AT\n");
        assertThat(held(mapping, "2026-01-15 12:00:00")).isEqualTo("2026-01-15T12:00:00Z");
        assertThat(held(mapping, "2026-07-15 12:00:00")).isEqualTo("2026-07-15T11:00:00Z");
        // 01:30 does not exist on the night the clocks go forward: an hour later.
        assertThat(held(mapping, "2026-03-29 01:30:00")).isEqualTo("2026-03-29T01:30:00Z");
        // 01:30 comes twice on the night they go back: the first one.
        assertThat(held(mapping, "2026-10-25 01:30:00")).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(held(mapping, "2026-07-15T12:00:00.123456789+02:00")).isEqualTo("2026-07-15T10:00:00.123456Z");
        assertThat(held(mapping, "2026-07-15T12:00Z")).isEqualTo("2026-07-15T12:00:00Z");
    }

    @Test
    void aTimeMayBeAheadOfTheHubsDayByAsMuchAsClocksAreApart() {
        OneMapping mapping = OneMapping.of(
                "record: person\nkey: ID\ndates: [iso]\nmodified: { from: M, as: timestamp, notFuture: true }\n"
                        + "fields:\n  given_name: K\n");
        assertThat(mapping.map("ID|M|K", "1|2026-03-31T23:04:59Z|x").record().modifiedAt())
                .contains(Instant.parse("2026-03-31T23:04:59Z"));
        assertThat(mapping.rule("ID|M|K", "1|2026-03-31T23:05:00Z|x")).isEqualTo("not-future");
        assertThat(mapping.map("ID|M|K", "1|2062-03-31T12:00:00Z|x").problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.column()).isEqualTo("M"));
    }

    @Test
    void datesThatDoNotExistAreRefused() {
        OneMapping mapping = OneMapping.of("record: person\nkey: ID\ndates: [dd/MM/yyyy, d MMM yyyy]\nfields:\n"
                + "  birth_date: { from: DOB, notFuture: true, notBefore: \"1900-01-01\" }\n");
        assertThat(mapping.rule("ID|DOB", "1|31/02/2020")).isEqualTo("date");
        assertThat(mapping.rule("ID|DOB", "1|29/02/2023")).isEqualTo("date");
        assertThat(mapping.rule("ID|DOB", "1|31 Feb 2020")).isEqualTo("date");
        assertThat(mapping.rule("ID|DOB", "1|01/04/2026")).isEqualTo("not-future");
        assertThat(mapping.rule("ID|DOB", "1|31/12/1899")).isEqualTo("not-before");
        assertThat(mapping.values("ID|DOB", "1|29/02/2024").get("birth_date")).hasToString("2024-02-29");
        assertThat(mapping.values("ID|DOB", "1|3 SEP 2001").get("birth_date")).hasToString("2001-09-03");
    }

    @Test
    void strictFieldsRefuseWhatOthersKeep() {
        String lenient = "record: person\nkey: ID\nfields:\n  phone_home: { from: P, as: phone }\n"
                + "  email: { from: E, as: email }\n  gender: { from: G, table: gender }\n";
        String strict = lenient.replace(" }", ", strict: true }");
        String row = "1|mornings|no at sign|m";
        assertThat(OneMapping.of(lenient).values("ID|P|E|G", row))
                .isEqualTo(Map.of("phone_home", "mornings", "email", "no at sign", "gender", "M"));
        assertThat(OneMapping.of(strict).map("ID|P|E|G", row).problems())
                .extracting(problem -> problem.rule())
                .containsExactly("phone", "email", "code");
    }

    @Test
    void textsThatNobodyTypedAreRefused() {
        OneMapping mapping = OneMapping.of("record: person\nkey: ID\nfields:\n  given_name: { from: A, maxLength: 5 }\n"
                + "  family_name: { from: B, required: true }\n");
        assertThat(mapping.rule("ID|A|B", "1|123456|x")).isEqualTo("max-length");
        assertThat(mapping.rule("ID|A|B", "1|12345|")).isEqualTo("required");
        assertThat(mapping.rule("ID|A|B", "1|12\u00003|x")).isEqualTo("nul-character");
        assertThat(mapping.rule("ID|A|B", "1\u0000|123|x")).isEqualTo("nul-character");
    }

    @Test
    void anAssembledRecordTakesWhatItsRowsSay() throws Exception {
        var mapper = TheMappingsFolder.load()
                .named("ssda903/episodes")
                .bind(List.of("CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC".split(",")));
        RawRecord first = RawRecord.of(2, "7,01/04/2025,S,V2,N1,U6,PR1,01/05/2025,X1".split(","));
        RawRecord second = RawRecord.of(3, "7,01/05/2025,L,C2,N1,U6,PR1,01/06/2025,E8".split(","));
        RawRecord wrong = RawRecord.of(4, "7,01/05/2025,L,C2,N1,U6,PR1,01/04/2025,E8".split(","));
        MappingResult mapped = mapper.map(new RawRecord(2, first.values(), List.of(second)));
        assertThat(mapped.record().value("legal_status")).isEqualTo("C2");
        assertThat(mapped.record().value("started_on")).hasToString("2025-04-01");
        assertThat(mapped.record().value("ended_on")).hasToString("2025-06-01");
        assertThat(mapped.record().value("episodes")).isEqualTo(2L);
        assertThat(mapper.map(new RawRecord(2, first.values(), List.of(wrong))).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(4));
    }

    @Test
    void theFingerprintFollowsTheFileAndItsTables() {
        String yaml = "record: person\nkey: ID\nfields:\n  given_name: A\n";
        assertThat(OneMapping.of(yaml).mapping().fingerprint())
                .isEqualTo(OneMapping.of(yaml).mapping().fingerprint())
                .isNotEqualTo(OneMapping.of(yaml + "  title: T\n").mapping().fingerprint())
                .matches("[0-9a-f]{64}");
    }

    private static Object held(OneMapping mapping, String text) {
        return ((Instant) mapping.values("ID|AT", "1|" + text).get("held_at")).toString();
    }

    private static String key(OneMapping mapping, String a, String b) {
        try {
            return mapping.mapping().bind(List.of("A", "B", "T")).key(RawRecord.of(2, new String[] {a, b, ""}));
        } catch (HeaderProblem e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aRecordNamesTheKeysByWhichOtherSystemsKnowIt() {
        OneMapping mapping = OneMapping.of("""
                record: person
                key: ID
                also-known-as:
                  - { keyspace: mosaic, from: MOSAIC_NO, none: [none yet] }
                  - { keyspace: charms, from: [CHARMS_ID, FOSTER_PARENT_ID], if: { column: KIND, equals: Carer } }
                fields:
                  given_name: FORENAME
                """);

        assertThat(mapping.mapping().otherKeyspaces()).containsExactly("mosaic", "charms");
        String header = "ID|FORENAME|MOSAIC_NO|FOSTER_PARENT_ID|KIND";
        assertThat(mapping.map(header, "7|Ada|m1|c1|Carer").record().otherNames())
                .containsExactly(new Reference("mosaic", "m1"), new Reference("charms", "c1"));
        assertThat(mapping.map(header, "7|Ada|none yet|c1|Child").record().otherNames())
                .isEmpty();
        assertThat(mapping.map(header, "7|Ada|" + "m".repeat(256) + "||").problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.column()).isEqualTo("MOSAIC_NO");
                    assertThat(problem.rule()).isEqualTo("reference");
                });
        assertThat(mapping.map("ID|FORENAME", "7|Ada").record().otherNames()).isEmpty();
    }
}
