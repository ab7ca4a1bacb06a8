package uk.fosteringhub.core.intake;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.ErrorCode;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.Location;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;

/**
 * The HL7 version 2 standard as the HAPI library holds it: messages are parsed into the types of version 2.4, which differ
 * little from those of the versions before and after, and their values are validated. The same for messages in files and by
 * MLLP, in and out.
 */
public final class Hl7Standard {
    /** In which messages are understood and written. */
    public static final String VERSION = "2.4";

    /** Of MSH-10 in version 2.4. */
    private static final int LONGEST_ID = 20;

    private static final Hl7Standard USUAL = new Hl7Standard(context(ForkJoinPool.commonPool()));

    private final PipeParser parser;

    private Hl7Standard(DefaultHapiContext context) {
        this.parser = context.getPipeParser();
    }

    /** A context for HAPI's own parts, such as its server, that reads and checks as this class does. */
    public static DefaultHapiContext context(ExecutorService threads) {
        DefaultHapiContext context = new DefaultHapiContext(threads);
        context.setModelClassFactory(new CanonicalModelClassFactory(VERSION));
        // HAPI's own way of numbering its messages keeps a file in the current folder
        context.getParserConfiguration()
                .setIdGenerator(() -> UUID.randomUUID().toString().substring(0, LONGEST_ID));
        context.setValidationContext(ValidationContextFactory.defaultValidation());
        return context;
    }

    /**
     * The first thing in a message that breaks the standard. That it is of a version that HAPI does not know is for the
     * mapping to say.
     *
     * @param message its segments, each ended by a carriage return
     */
    public static Optional<FormatFlaw> flaw(String message) {
        try {
            USUAL.parser.parse(message);
            return Optional.empty();
        } catch (HL7Exception broken) {
            return broken.getErrorCode() == ErrorCode.UNSUPPORTED_VERSION_ID.getCode()
                    ? Optional.empty()
                    : Optional.of(flaw(broken));
        }
    }

    private static FormatFlaw flaw(HL7Exception broken) {
        Location at = broken.getLocation();
        boolean known = at != null && at.getSegmentName() != null;
        String segment = known ? at.getSegmentName() : "MSH";
        String place = known && at.getField() > 0 ? segment + "-" + at.getField() : segment;
        int code = broken.getErrorCode();
        boolean usual =
                code >= ErrorCode.SEGMENT_SEQUENCE_ERROR.getCode() && code <= ErrorCode.TABLE_VALUE_NOT_FOUND.getCode();
        return new FormatFlaw(
                "standard",
                place,
                usual ? code : ErrorCode.DATA_TYPE_ERROR.getCode(),
                place + " does not fit HL7 version " + VERSION + "; have the sender correct it");
    }
}
