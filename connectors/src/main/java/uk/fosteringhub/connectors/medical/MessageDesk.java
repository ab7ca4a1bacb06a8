package uk.fosteringhub.connectors.medical;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.Location;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.MetadataKeys;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.protocol.ReceivingApplicationExceptionHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.intake.DeliveryReader;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.messages.Hl7Inbox;
import uk.fosteringhub.core.settings.FeedSettings;

/**
 * Takes one HL7 message: AR for one of another type or version, AE for one that breaks the standard or the mapping, with
 * the places and why; any other is kept, and only then AA. A message that was kept before is acknowledged again.
 */
final class MessageDesk implements ReceivingApplication<Message>, ReceivingApplicationExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MessageDesk.class);
    private static final Set<String> VERSIONS = Set.of("2.3", "2.3.1", "2.4", "2.5", "2.5.1");
    private static final Pattern PLACE = Pattern.compile("([A-Z][A-Z0-9]{2})(?:\\[[^\\]]*\\])?-(\\d+).*");
    // HL7 table 0357
    private static final int REQUIRED_FIELD_MISSING = 101;
    private static final int DATA_TYPE_ERROR = 102;
    private static final int UNSUPPORTED_TYPE = 200;
    private static final int UNSUPPORTED_VERSION = 203;
    private static final int INTERNAL_ERROR = 207;

    private final FeedSettings feed;
    private final RecordMapping mapping;
    private final Hl7Inbox inbox;
    private final Clock clock;

    MessageDesk(FeedSettings feed, RecordMapping mapping, Hl7Inbox inbox, Clock clock) {
        this.feed = feed;
        this.mapping = mapping;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** All of them, so that one of a wrong type is answered too. */
    @Override
    public boolean canProcess(Message message) {
        return true;
    }

    @Override
    public Message processMessage(Message message, Map<String, Object> about) throws HL7Exception {
        String received = String.valueOf(about.get(MetadataKeys.IN_RAW_MESSAGE));
        Hl7Answer header = new Hl7Answer(received, clock);
        refuseOthers(header);
        if (header.header(10).isBlank()) {
            throw new NotAccepted(
                    "AE",
                    List.of(new NotAccepted.Fault("MSH", 10, REQUIRED_FIELD_MISSING, "The control id is missing.")));
        }
        refuseUnmappable(received);
        boolean first = inbox.keep(feed.name(), header.header(3) + "|" + header.header(4), header.header(10), received);
        LOG.info("feed={} outcome={}", feed.name(), first ? "kept" : "kept-before");
        try {
            return message.generateACK();
        } catch (IOException impossible) {
            throw new HL7Exception("an acknowledgement of a parsed message cannot fail", impossible);
        }
    }

    /** What HAPI would answer may quote values and calls every refusal AE; this says where and why. */
    @Override
    public String processException(String received, Map<String, Object> about, String usual, Exception failure) {
        Hl7Answer answer = new Hl7Answer(received, clock);
        NotAccepted refusal = refusal(answer, failure);
        LOG.info(
                "feed={} outcome={} at={}-{}",
                feed.name(),
                refusal.code(),
                refusal.faults().get(0).segment(),
                refusal.faults().get(0).field());
        return answer.refusing(refusal);
    }

    private NotAccepted refusal(Hl7Answer answer, Exception failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof NotAccepted known) {
                return known;
            }
        }
        try {
            refuseOthers(answer);
        } catch (NotAccepted other) {
            return other;
        }
        if (failure instanceof HL7Exception broken && !(failure.getCause() instanceof RuntimeException)) {
            return brokenStandard(broken);
        }
        LOG.warn(
                "feed={} outcome=not-kept cause={}",
                feed.name(),
                failure.getClass().getSimpleName());
        return NotAccepted.rejected(
                "MSH", 0, INTERNAL_ERROR, "The hub could not keep the message just now; send it again later.");
    }

    private static NotAccepted brokenStandard(HL7Exception broken) {
        Location at = broken.getLocation();
        boolean known = at != null && at.getSegmentName() != null;
        return new NotAccepted(
                "AE",
                List.of(new NotAccepted.Fault(
                        known ? at.getSegmentName() : "MSH",
                        known && at.getField() > 0 ? at.getField() : 0,
                        broken.getErrorCode() >= 100 && broken.getErrorCode() < 207
                                ? broken.getErrorCode()
                                : DATA_TYPE_ERROR,
                        "This does not fit HL7 version 2.4.")));
    }

    private static void refuseOthers(Hl7Answer header) throws NotAccepted {
        if (!header.header(9).startsWith("ORU^R01")) {
            throw NotAccepted.rejected("MSH", 9, UNSUPPORTED_TYPE, "Only ORU^R01 is taken here.");
        }
        String version = header.header(12).split("\\^", -1)[0];
        if (!VERSIONS.contains(version)) {
            throw NotAccepted.rejected("MSH", 12, UNSUPPORTED_VERSION, "Only versions 2.3 to 2.5.1 are taken.");
        }
    }

    private void refuseUnmappable(String received) throws NotAccepted {
        byte[] bytes = received.getBytes(StandardCharsets.UTF_8);
        try (DeliveryReader.Pass pass =
                new DeliveryReader(feed, mapping, 1).open(new ByteArrayInputStream(bytes), true)) {
            while (pass.records().next()) {
                String unreadable = pass.records().unreadable();
                if (!unreadable.isEmpty()) {
                    throw new NotAccepted("AE", List.of(new NotAccepted.Fault("MSH", 0, DATA_TYPE_ERROR, unreadable)));
                }
                List<MappingProblem> problems =
                        pass.mapper().map(pass.records().record()).problems();
                if (!problems.isEmpty()) {
                    throw new NotAccepted(
                            "AE", problems.stream().map(MessageDesk::fault).toList());
                }
            }
        } catch (DeliveryRefused refused) {
            throw new NotAccepted(
                    "AE", List.of(new NotAccepted.Fault("MSH", 0, DATA_TYPE_ERROR, refused.getMessage())));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory cannot fail", impossible);
        }
    }

    private static NotAccepted.Fault fault(MappingProblem problem) {
        Matcher place = PLACE.matcher(problem.column());
        boolean found = place.matches();
        return new NotAccepted.Fault(
                found ? place.group(1) : "MSH",
                found ? Integer.parseInt(place.group(2)) : 0,
                problem.rule().equals("required") || problem.rule().equals("key")
                        ? REQUIRED_FIELD_MISSING
                        : DATA_TYPE_ERROR,
                problem.message());
    }
}
