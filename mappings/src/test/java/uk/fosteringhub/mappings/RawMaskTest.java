package uk.fosteringhub.mappings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.masking.RawMask;
import uk.fosteringhub.core.records.Personal;
import uk.fosteringhub.core.records.RecordTypes;

/** What was received is masked as the fields are that its columns go into. */
class RawMaskTest {
    private static final Mappings MAPPINGS = MappingFolder.load(Path.of(""));

    private static final RawMask PERSONS = RawMask.of(MAPPINGS.named("lcs/persons"));

    static List<String> names() {
        return MAPPINGS.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyMappingSaysWhichFieldsEachOfItsColumnsGoesInto(String name) {
        RecordMapping mapping = MAPPINGS.named(name);
        assertThat(mapping.fieldsByColumn()).isNotEmpty();
        assertThat(mapping.keyColumns()).isNotEmpty().allMatch(mapping.fieldsByColumn()::containsKey);
        RawMask mask = RawMask.of(mapping);
        mapping.fieldsByColumn().forEach((column, fields) -> {
            boolean open = !fields.isEmpty() && fields.stream().allMatch(field -> field.personal() == Personal.OPEN);
            if (!open) {
                assertThat(mask.value(column, "Mrs Adeline Grey, 12 High Street"))
                        .as(name + " " + column)
                        .doesNotContain("Adeline");
            }
        });
    }

    @Test
    void aRowIsMaskedColumnByColumnAndWhatIsNotMappedIsNotShown() {
        assertThat(PERSONS.json("""
                        {"DIM_PERSON_ID":"70001","Forename":"Ada","SURNAME":"Grey","BIRTH_DTTM":"31.02.1999",
                        "IS_FOSTER":"Y","REMARK":"likes cats","(further rows)":[{"SURNAME":"Hill"}]}"""))
                .isEqualTo("{\"DIM_PERSON_ID\":\"70001\",\"Forename\":\"A•••\",\"SURNAME\":\"G•••\","
                        + "\"BIRTH_DTTM\":\"••.••.1999\",\"IS_FOSTER\":\"Y\",\"REMARK\":\"••••••••••\","
                        + "\"(further rows)\":[{\"SURNAME\":\"H•••\"}]}");
    }

    @Test
    void membersWithinMembersAreColumnsToo() {
        RawMask referrals = RawMask.of(MAPPINGS.named("lafse/enquiries"));
        String masked =
                referrals.json("{\"referralId\":\"FSE-1\",\"applicant\":{\"firstName\":\"Ada\",\"pet\":\"cat\"}}");
        assertThat(masked).contains("FSE-1", "A•••").doesNotContain("Ada", "cat");
    }

    @Test
    void aWrongValueIsMaskedByItsColumnOrItsField() {
        assertThat(PERSONS.value(
                        new MappingProblem(2, "BIRTH_DTTM", "birth_date", "date", "no date", "31.02.1999"),
                        RecordTypes.PERSON))
                .isEqualTo("••.••.1999");
        assertThat(PERSONS.value(
                        new MappingProblem(2, "", "nhs_number", "nhs-number", "wrong", "9990000000"),
                        RecordTypes.PERSON))
                .isEqualTo("•••••••000");
        assertThat(PERSONS.value(new MappingProblem(2, "", "", "x", "wrong", "Ada"), RecordTypes.PERSON))
                .isEqualTo("•••");
    }

    @Test
    void whatIsNoJsonIsNotShown() {
        assertThat(PERSONS.json("{\"SURNAME\":\"Gre")).doesNotContain("Gre", "SURNAME");
        assertThat(RawMask.NOTHING_KNOWN.json("{\"a\":\"Grey\",\"n\":null,\"x\":[1]}"))
                .isEqualTo("{\"a\":\"••••\",\"n\":null,\"x\":[\"•\"]}");
    }
}
