package uk.fosteringhub.connectors.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.deliver.Receipt;
import uk.fosteringhub.core.deliver.Receipt.State;

class ImportAnswerTest {
    private static final Map<Integer, Long> CHANGES = Map.of(1, 4711L, 2, 4712L);

    @Test
    void eachRowIsAcceptedWithItsKeyOrRejectedWithAReason() {
        ImportAnswer answer = read("line,state,key,reason\n2,accepted,70001,\n3,Rejected,,No such postcode\n");
        assertThat(answer.receipts())
                .containsExactlyInAnyOrder(
                        new Receipt(4711, State.DELIVERED, "accepted", Optional.of("70001")),
                        new Receipt(4712, State.REFUSED, "No such postcode", Optional.empty()));
        assertThat(answer.problem()).isEmpty();
    }

    @Test
    void lineZeroIsAboutTheWholeFile() {
        ImportAnswer answer = read("line,state,key,reason\n0,rejected,,The control total is wrong\n");
        assertThat(answer.receipts()).hasSize(2).allSatisfy(receipt -> assertThat(receipt.state())
                .isEqualTo(State.REFUSED));
    }

    @Test
    void whatIsSaidIsInTheOrderOfTheChangesWhateverTheOrderOfTheRows() {
        ImportAnswer answer = ImportAnswer.read(
                "x.csv.ack.csv",
                "line,state,key,reason\n3,rejected,,No such postcode\n2,accepted,70001,\n"
                        .getBytes(StandardCharsets.UTF_8),
                Map.of(1, 15L, 2, 17L));
        assertThat(answer.receipts()).extracting(Receipt::change).containsExactly(15L, 17L);
    }

    @Test
    void anAnswerMayLeaveRowsToAnotherOne() {
        ImportAnswer answer = read("line,state,key,reason\n2,accepted,70001,\n");
        assertThat(answer.receipts()).extracting(Receipt::change).containsExactly(4711L);
        assertThat(answer.problem()).isEmpty();
    }

    @Test
    void cutOffAnywhereNoAnswerTeachesAWrongKey() {
        for (String whole : List.of(
                "line,state,key,reason\n2,accepted,70001,\n3,accepted,70002,\n",
                "line,state,reason,key\r\n2,accepted,,70001\r\n3,accepted,,70002\r\n",
                "\uFEFFkey,reason,line,state\n70001,,2,accepted\n70002,,3,accepted\n")) {
            List<Receipt> all = read(whole).receipts();
            assertThat(all).hasSize(2);
            for (int length = 0; length < whole.length(); length++) {
                ImportAnswer cut = read(whole.substring(0, length));
                assertThat(all).as(whole.substring(0, length)).containsAll(cut.receipts());
            }
        }
    }

    @Test
    void aLastRowWithoutItsEndCountsOnceAllThatDecidesIsThere() {
        assertThat(read("line,state,key,reason\n2,accepted,70001,\n3,accepted,70002,")
                        .receipts())
                .hasSize(2);
        assertThat(read("line,state,reason,key\n2,accepted,,70001\n3,accepted,,700")
                        .receipts())
                .extracting(Receipt::change)
                .containsExactly(4711L);
    }

    @Test
    void anAnswerInAnotherFormIsDoubted() {
        for (String content : List.of("row,ok\n1,yes\n", "line,state,key,reason\ntwo,accepted,1,\n")) {
            assertThat(read(content).problem())
                    .as("%s", content)
                    .get()
                    .asString()
                    .contains("x.csv.ack.csv");
        }
    }

    @Test
    void anImportFileEndsWithItsCountAndItsFingerprint() {
        byte[] content = new CsvParcel()
                .content(List.of(new OutgoingRecord(
                        1,
                        "enquiry",
                        7,
                        1,
                        "created",
                        Optional.empty(),
                        Map.of("NOTE", "a \"b\"\nc, d"),
                        Set.of(),
                        Set.of())));
        assertThat(new String(content, StandardCharsets.UTF_8))
                .isEqualTo("NOTE\r\n\"a \"\"b\"\"\nc, d\"\r\nTRAILER,1,"
                        + Sha256.of("NOTE\r\n\"a \"\"b\"\"\nc, d\"\r\n") + "\r\n");
    }

    private static ImportAnswer read(String content) {
        return ImportAnswer.read("x.csv.ack.csv", content.getBytes(StandardCharsets.UTF_8), CHANGES);
    }
}
