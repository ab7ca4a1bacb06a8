package uk.fosteringhub.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class XmlRecordsTest {
    private static final String FILE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <e:Results xmlns:e="urn:example" batch="7">
              <Header><Sent>2026-03-06</Sent></Header>
              <Result id="A1">
                <Applicant><Surname>O&apos;Brien &amp; Núñez</Surname></Applicant>
                <Note code="x">first</Note>
                <Note code="y"><![CDATA[second <b>]]></Note>
                own
              </Result>
              <Result id="A2"/>
            </e:Results>
            """;

    @Test
    void elementsAndAttributesAreColumnsAndWhatStandsAboveTheRecordsIsToo() throws Exception {
        List<List<String>> records = read(
                FILE,
                10_000,
                "@id",
                "Applicant/Surname",
                "Note",
                "Note/@code",
                ".",
                "/Results/@batch",
                "/Results/Header/Sent",
                "Applicant/Surname | @id");
        assertThat(records)
                .containsExactly(
                        List.of(
                                "4",
                                "A1",
                                "O'Brien & Núñez",
                                "first; second <b>",
                                "x; y",
                                "own",
                                "7",
                                "2026-03-06",
                                "O'Brien & Núñez"),
                        List.of("10", "A2", "", "", "", "", "7", "2026-03-06", "A2"));
    }

    @Test
    void theFileSaysItsEncodingItself() throws Exception {
        byte[] bytes = "<?xml version=\"1.0\" encoding=\"windows-1252\"?><r><Result id=\"Siân\"/></r>"
                .getBytes(Charset.forName("windows-1252"));
        assertThat(read(bytes, 1_000, "@id")).containsExactly(List.of("1", "Siân"));
    }

    @Test
    void aDocumentTypeIsRefusedSoThatNothingIsFetched() {
        DeliveryRefused refused = refusal(
                "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<r><Result id=\"1\">&x;</Result></r>",
                1_000);
        assertThat(refused.rule()).isEqualTo("document-type");
    }

    @Test
    void entitiesThatMultiplyAreRefused() {
        DeliveryRefused refused = refusal(
                "<!DOCTYPE r [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b \"&a;&a;&a;&a;\">]><r><Result>&b;</Result></r>",
                1_000);
        assertThat(refused.rule()).isEqualTo("document-type");
    }

    @Test
    void brokenXmlIsRefusedWholeWithItsLineAndWithoutItsValues() {
        DeliveryRefused refused = refusal("<r>\n<Result id=\"1\"/>\n<Result><Secret>Grey</Sec></Result></r>", 1_000);
        assertThat(refused.rule()).isEqualTo("not-xml");
        assertThat(refused.line()).isEqualTo(3);
        assertThat(refused).hasMessageContaining("line 3").hasMessageNotContaining("Grey");
        assertThat(refusal("<r><Result id=\"1\"/>", 1_000).rule()).isEqualTo("not-xml");
        assertThat(refusal("", 1_000).rule()).isEqualTo("not-xml");
        assertThat(refusal("a,b\n1,2\n", 1_000).rule()).isEqualTo("not-xml");
    }

    @Test
    void aRecordBeyondTheLimitIsRefusedWithoutBeingReadWhole() {
        DeliveryRefused refused = refusal("<r><Result><a>" + "x".repeat(5_000) + "</a></Result></r>", 1_000);
        assertThat(refused.rule()).isEqualTo("row-too-long");
    }

    @Test
    void elementsNestedBeyondMeasureAreRefused() {
        String deep = "<a>".repeat(60) + "</a>".repeat(60);
        assertThat(refusal("<r><Result>" + deep + "</Result></r>", 1_000).rule())
                .isEqualTo("too-deep");
        assertThat(refusal("<r>" + deep + "</r>", 1_000).rule()).isEqualTo("too-deep");
    }

    @Test
    void aFileOfAMillionCharactersNeedsNoMoreThanOneRecord() throws Exception {
        String records = "<Result id=\"1\"><a>text</a></Result>".repeat(40_000);
        assertThat(read("<r>" + records + "</r>", 1_000, "@id")).hasSize(40_000);
    }

    private static DeliveryRefused refusal(String text, int most) {
        return catchThrowableOfType(DeliveryRefused.class, () -> read(text, most, "@id"));
    }

    private static List<List<String>> read(String text, int most, String... paths) throws IOException, DeliveryRefused {
        return read(text.getBytes(StandardCharsets.UTF_8), most, paths);
    }

    private static List<List<String>> read(byte[] bytes, int most, String... paths)
            throws IOException, DeliveryRefused {
        InputStream in = new ByteArrayInputStream(bytes);
        List<List<String>> read = new ArrayList<>();
        try (XmlRecords records = new XmlRecords(in, "Result", List.of(paths), most)) {
            while (records.next()) {
                List<String> values = new ArrayList<>();
                values.add(String.valueOf(records.row().line()));
                values.addAll(List.of(records.row().toRawRecord().values()));
                read.add(values);
            }
        }
        return read;
    }
}
