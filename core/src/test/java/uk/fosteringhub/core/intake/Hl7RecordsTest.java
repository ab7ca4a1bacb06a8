package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Hl7RecordsTest {
    private static final String MESSAGE = "MSH|^~\\&|MA|TRUST|HUB|COUNCIL|20260306||ORU^R01|M1|P|2.4\r"
            + "PID|1||100001^^^LCS~9990000018^^^NHS^NH||GREY^ADA||19810503\r"
            + "OBX|1|ST|OUTCOME^x||B^Fit \\T\\ well\\F\\\r"
            + "OBX|2|DT|VALID||20280306\r";

    @Test
    void valuesAreFoundByTheirPlaceAndByWhatStandsBesideThem() throws Exception {
        assertThat(read(
                        MESSAGE,
                        "MSH-9.2",
                        "MSH-10",
                        "PID-5.2",
                        "PID-3[5=NH].1",
                        "PID-3",
                        "OBX[3.1=OUTCOME]-5.2",
                        "OBX[3=VALID]-5",
                        "OBX[3=OTHER]-5",
                        "ZZZ-9.9"))
                .containsExactly(
                        List.of("R01", "M1", "ADA", "9990000018", "100001", "Fit & well|", "20280306", "", ""));
    }

    @Test
    void aFurtherSegmentOfTheSameNameIsFoundByItsNumberAndItsNameIsFieldZero() throws Exception {
        assertThat(read(MESSAGE, "OBX[2]-3", "OBX[2]-0", "OBX[3]-0", "PID[1]-0", "PID[2]-0", "PID[2]-5"))
                .containsExactly(List.of("VALID", "OBX", "", "PID", "", ""));
    }

    @Test
    void ofSeveralThatSayTheSameEachIsFoundByItsNumberAndOfRepetitionsEachDifferentValue() throws Exception {
        String message = MESSAGE.replace("100001^^^LCS~", "100001^^^LCS~77^^^PAS~100001^^^LCS~100002^^^LCS~")
                + "OBX|3|ST|OUTCOME||B~B~D||||||C\r";
        assertThat(read(
                        message,
                        "OBX[3=OUTCOME][1]-5",
                        "OBX[3=OUTCOME][2]-5",
                        "OBX[3=OUTCOME][2]-5[2]",
                        "OBX[3=OUTCOME][2]-5[3]",
                        "OBX[3=OUTCOME][3]-0",
                        "OBX[3=VALID][2]-0",
                        "PID-3[4=LCS].1",
                        "PID-3[4=LCS][2].1",
                        "PID-3[4=LCS][3].1",
                        "PID-3[2]"))
                .containsExactly(List.of("B", "B", "D", "", "", "", "100001", "100002", "", "77"));
    }

    @Test
    void severalMessagesWithEnvelopesAndAnyLineEndsAreRecordsOfTheirOwn() throws Exception {
        String second = MESSAGE.replace("|M1|", "|M2|").replace("\r", "\r\n");
        String file = "FHS|^~\\&\rBHS|^~\\&\r" + MESSAGE + "\u000B" + second + "\u001C\rBTS|2\rFTS|1\r";
        assertThat(read(file, "MSH-10")).containsExactly(List.of("M1"), List.of("M2"));
    }

    @Test
    void aBatchWhoseCountIsWrongIsRefusedWhole() {
        assertThat(refusal("BHS|^~\\&\r" + MESSAGE + "BTS|2\r"))
                .extracting(DeliveryRefused::rule)
                .isEqualTo("trailer-count");
    }

    @Test
    void whatIsNoHl7IsRefused() {
        assertThat(refusal("a,b\n1,2\n").rule()).isEqualTo("not-hl7");
        assertThat(refusal("MSH|\r").rule()).isEqualTo("not-hl7");
        assertThat(refusal(MESSAGE + "NTE|1||" + "x".repeat(20_000) + "\r").rule())
                .isEqualTo("row-too-long");
    }

    @Test
    void aPlaceThatCannotBeInAMessageIsSaid() {
        assertThatThrownBy(() -> Hl7Path.of("surname"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write it such as PID-5.1");
    }

    private static DeliveryRefused refusal(String text) {
        return catchThrowableOfType(DeliveryRefused.class, () -> read(text, "MSH-10"));
    }

    private static List<List<String>> read(String text, String... columns) throws IOException, DeliveryRefused {
        List<List<String>> read = new ArrayList<>();
        try (Hl7Records records = new Hl7Records(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                StandardCharsets.UTF_8,
                List.of(columns),
                10_000)) {
            while (records.next()) {
                read.add(List.of(records.row().toRawRecord().values()));
            }
        }
        return read;
    }
}
