package uk.fosteringhub.connectors.medical;

import ca.uhn.hl7v2.app.DefaultApplication;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import uk.fosteringhub.core.deliver.Receipt;

/**
 * An acknowledgement (ACK, ORR, …): AA or CA is a receipt; AE, AR, CE or CR a refusal, unless the receiver says that it could
 * not take the message just now: AR or CR with error 207. AE and CE speak of the message's content, with whichever error:
 * some receivers answer AE with 207 to anything that goes wrong with a message, as to a value that they cannot store, and
 * would do so again for ever. So do engines built on HAPI with a message that they have no destination for: they reject it
 * with 207 too, and are known by their words.
 *
 * @param change which change it answers; empty: none of the hub's
 * @param sentence for the receipt, with the receiver's own text, which may quote a value: not for logs
 * @param notNow if the message is to be sent again later: code and error number alone, for logs too
 */
record OrderAnswer(Optional<Long> change, Receipt.State state, String sentence, Optional<String> notNow) {
    private static final int MOST_LETTERS = 200;
    private static final Set<String> TAKEN = Set.of("AA", "CA");
    private static final Set<String> REFUSED = Set.of("AE", "AR", "CE", "CR");
    private static final Set<String> REFUSED_FOR_OTHER_THAN_CONTENT = Set.of("AR", "CR");
    private static final String NOT_NOW = "207";
    private static final String UNROUTABLE = DefaultApplication.MSG_NO_APPROPRIATE_DEST;
    private static final Pattern MESSAGE = Pattern.compile("(?:^|(?<=[\r\n\u000B\u001C]))MSH(?=[|\r\n])");
    private static final Pattern ACKNOWLEDGED = Pattern.compile("(?<=[\r\n])MSA[|]");

    /**
     * The answers in a text, one or many, with or without envelopes.
     *
     * @throws IllegalArgumentException if there is none in it, or one cannot be understood
     */
    static List<OrderAnswer> in(String text) {
        List<OrderAnswer> answers = new ArrayList<>();
        List<String[]> segments = new ArrayList<>();
        for (String segment : (text + "\rMSH").split("[\r\n\u000B\u001C]+")) {
            String[] fields = segment.strip().split("[|]", -1);
            if (fields[0].equals("MSH") && !segments.isEmpty()) {
                answers.add(of(segments));
                segments.clear();
            }
            if (fields[0].equals("MSH") || fields[0].equals("MSA") || fields[0].equals("ERR")) {
                segments.add(fields);
            }
        }
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("no acknowledgement");
        }
        return answers;
    }

    /** The part of a text that is there to its end: without a segment that has none, and a last message without MSA. */
    static String ended(String text) {
        int end = Math.max(text.lastIndexOf('\u001C'), Math.max(text.lastIndexOf('\r'), text.lastIndexOf('\n'))) + 1;
        String whole = text.substring(0, end);
        int last = MESSAGE.matcher(whole)
                .results()
                .mapToInt(MatchResult::start)
                .max()
                .orElse(end);
        return last == end || ACKNOWLEDGED.matcher(whole).find(last) ? whole : whole.substring(0, last);
    }

    private static OrderAnswer of(List<String[]> segments) {
        String[] msa = segments.stream()
                .filter(segment -> segment[0].equals("MSA"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("an acknowledgement without MSA"));
        String code = field(msa, 1);
        Optional<Long> change = OrderMessage.change(field(msa, 2));
        if (TAKEN.contains(code)) {
            return new OrderAnswer(change, Receipt.State.DELIVERED, "accepted (" + code + ")", Optional.empty());
        }
        if (!REFUSED.contains(code)) {
            throw new IllegalArgumentException("an acknowledgement whose code is not known");
        }
        boolean unroutable = segments.stream().flatMap(Arrays::stream).anyMatch(text -> text.contains(UNROUTABLE));
        boolean later = !unroutable
                && REFUSED_FOR_OTHER_THAN_CONTENT.contains(code)
                && segments.stream()
                        .filter(segment -> segment[0].equals("ERR"))
                        .anyMatch(error -> String.join("|", error).matches(".*[|^]" + NOT_NOW + "([|^&].*)?"));
        String said = unroutable ? UNROUTABLE : field(msa, 3).strip();
        String reason = said.isEmpty() ? "no reason given" : said.substring(0, Math.min(said.length(), MOST_LETTERS));
        Optional<String> notNow = later ? Optional.of(code + ", error " + NOT_NOW) : Optional.empty();
        return new OrderAnswer(change, Receipt.State.REFUSED, code + ", " + reason, notNow);
    }

    private static String field(String[] segment, int number) {
        return number < segment.length ? segment[number] : "";
    }

    Receipt receipt(long about) {
        return new Receipt(about, state, sentence, Optional.empty());
    }
}
