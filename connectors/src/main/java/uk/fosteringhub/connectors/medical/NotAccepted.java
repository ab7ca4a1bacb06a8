package uk.fosteringhub.connectors.medical;

import ca.uhn.hl7v2.HL7Exception;
import java.util.List;

/** A message that the hub does not take, with what its acknowledgement says. */
final class NotAccepted extends HL7Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient List<Fault> faults;

    /**
     * One thing that is wrong.
     *
     * @param segment where, such as PID
     * @param field its position there, 0 for the segment
     * @param errorCode of HL7 table 0357
     * @param reason in plain words, without values
     */
    record Fault(String segment, int field, int errorCode, String reason) {}

    /** @param code AE for a message whose content is wrong, AR for one that does not belong here or cannot be kept */
    NotAccepted(String code, List<Fault> faults) {
        super(faults.get(0).reason());
        this.code = code;
        this.faults = List.copyOf(faults);
    }

    static NotAccepted rejected(String segment, int field, int errorCode, String reason) {
        return new NotAccepted("AR", List.of(new Fault(segment, field, errorCode, reason)));
    }

    String code() {
        return code;
    }

    List<Fault> faults() {
        return faults;
    }
}
