package uk.fosteringhub.connectors.medical;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An acknowledgement, written from the message as received: it may be one that could not be parsed. */
final class Hl7Answer {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final String END = "\r";

    private final String[] msh;
    private final Clock clock;

    Hl7Answer(String received, Clock clock) {
        String first = received.split("[\r\n]", 2)[0];
        String separator = first.length() > 3 ? first.substring(3, 4) : "|";
        this.msh = first.split(Pattern.quote(separator), -1);
        this.clock = clock;
    }

    /** A field of the MSH segment, empty where it has none. */
    String header(int field) {
        return field - 1 < msh.length ? msh[field - 1] : "";
    }

    /** AE or AR, with an ERR segment that names each place and why. */
    String refusing(NotAccepted refusal) {
        List<NotAccepted.Fault> faults = refusal.faults();
        String places = faults.stream()
                .map(fault -> fault.segment() + "^1^" + (fault.field() == 0 ? "" : fault.field()) + "^"
                        + fault.errorCode() + "&" + escaped(fault.reason()))
                .collect(Collectors.joining("~"));
        return begin(refusal.code(), faults.get(0).reason()) + "ERR|" + places + END;
    }

    private String begin(String code, String text) {
        String event = header(9).contains("^") ? header(9).split("\\^", -1)[1] : "";
        return "MSH|^~\\&|" + header(5) + "|" + header(6) + "|" + header(3) + "|" + header(4) + "|"
                + TIME.format(LocalDateTime.now(clock.withZone(ZoneId.of("Europe/London")))) + "||ACK"
                + (event.isEmpty() ? "" : "^" + escaped(event)) + "|"
                + UUID.randomUUID().toString().substring(0, 20)
                + "|P|2.4" + END + "MSA|" + code + "|" + header(10) + "|" + escaped(text) + END;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\E\\")
                .replace("|", "\\F\\")
                .replace("^", "\\S\\")
                .replace("&", "\\T\\")
                .replace("~", "\\R\\")
                .replaceAll("[\r\n]", " ");
    }
}
