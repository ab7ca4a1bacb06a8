package uk.fosteringhub.connectors.medical;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.AbstractMessage;
import ca.uhn.hl7v2.model.v24.message.OMG_O19;
import ca.uhn.hl7v2.model.v24.message.ORM_O01;
import ca.uhn.hl7v2.util.Terser;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.fosteringhub.connectors.transport.ParcelForm.Unfit;
import uk.fosteringhub.core.deliver.OutgoingRecord;
import uk.fosteringhub.core.intake.FormatFlaw;
import uk.fosteringhub.core.intake.Hl7Standard;

/**
 * Writes changes as HL7 messages of version 2.4: ORM^O01, or whatever MSH-9.1 and MSH-9.2 of the outgoing mapping say. The
 * mapping's fields are places such as {@code PID-5.1}. The control id (MSH-10) is FH and the change's number, so that one
 * that comes again after a crash is known.
 */
final class OrderMessage {
    private static final String CONTROL_ID = "FH";
    private static final Pattern PLACE = Pattern.compile("([A-Z][A-Z0-9]{2})-(\\d+)(?:\\.(\\d+))?");

    private final DefaultHapiContext context = Hl7Standard.context(ForkJoinPool.commonPool());

    static String controlId(long change) {
        return CONTROL_ID + change;
    }

    /** The change that a control id stands for; empty if it is none of the hub's. */
    static Optional<Long> change(String controlId) {
        String number = controlId.startsWith(CONTROL_ID) ? controlId.substring(CONTROL_ID.length()) : "";
        return number.matches("\\d{1,18}") ? Optional.of(Long.parseLong(number)) : Optional.empty();
    }

    /**
     * The message of one change, each segment ended by a carriage return.
     *
     * @throws Unfit if the mapping names a place that is not in such a message, or a value breaks the standard
     */
    String of(OutgoingRecord record) throws Unfit {
        try {
            AbstractMessage message = begun(record);
            Terser terser = new Terser(message);
            for (Map.Entry<String, String> field : record.fields().entrySet()) {
                if (!field.getValue().isEmpty() && !field.getKey().startsWith("MSH-9")) {
                    set(terser, field.getKey(), field.getValue(), record);
                }
            }
            terser.set("/.MSH-10", controlId(record.change()));
            terser.set("/.MSH-18", "UNICODE UTF-8");
            String text = message.encode();
            Optional<FormatFlaw> flaw = Hl7Standard.flaw(text);
            if (flaw.isPresent()) {
                throw unfit(record, flaw.get().place());
            }
            return text;
        } catch (HL7Exception | IOException impossible) {
            throw new IllegalStateException("a message that was begun can be written", impossible);
        }
    }

    /** What HAPI says of a value may quote it, so this only says where. */
    private static void set(Terser terser, String field, String value, OutgoingRecord record) throws Unfit {
        try {
            terser.set(place(field), value);
        } catch (HL7Exception | IllegalArgumentException wrong) {
            throw unfit(record, field);
        }
    }

    private static Unfit unfit(OutgoingRecord record, String place) {
        return new Unfit(
                record.change(),
                place + " would not fit HL7 version " + Hl7Standard.VERSION
                        + ": correct the value where it is kept, or the place in the outgoing mapping.");
    }

    private AbstractMessage begun(OutgoingRecord record) throws HL7Exception, IOException, Unfit {
        String code = record.fields().getOrDefault("MSH-9.1", "ORM");
        String trigger = record.fields().getOrDefault("MSH-9.2", "O01");
        AbstractMessage message =
                switch (code + "^" + trigger) {
                    case "ORM^O01" -> new ORM_O01();
                    case "OMG^O19" -> new OMG_O19();
                    default ->
                        throw new Unfit(
                                record.change(),
                                "The hub writes ORM^O01 and OMG^O19; correct MSH-9.1 and MSH-9.2 in the outgoing mapping.");
                };
        message.setParser(context.getPipeParser());
        message.initQuickstart(code, trigger, "P");
        return message;
    }

    /** As HAPI writes it: {@code /.PID-5-1}. */
    private static String place(String written) {
        Matcher place = PLACE.matcher(written);
        if (!place.matches()) {
            throw new IllegalArgumentException(written + " is no place in an HL7 message; write it such as PID-5.1");
        }
        String component = place.group(3) == null ? "" : "-" + place.group(3);
        return "/." + place.group(1) + "-" + place.group(2) + component;
    }
}
