package uk.fosteringhub.connectors.medical;

import ca.uhn.hl7v2.HL7Exception;
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
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.core.intake.DeliveryReader;
import uk.fosteringhub.core.intake.DeliveryRefused;
import uk.fosteringhub.core.intake.FormatFlaw;
import uk.fosteringhub.core.intake.Utf8;
import uk.fosteringhub.core.mapping.MappingProblem;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.core.messages.Hl7Inbox;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;

/**
 * Takes one HL7 message: AR for one of another type or version, AE for one that breaks the mapping or the standard, with
 * the places and why, in the words that a message in a file would get; any other is kept, and only then AA. One that was kept before is
 * acknowledged again.
 */
final class MessageDesk implements ReceivingApplication<Message>, ReceivingApplicationExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(MessageDesk.class);
    private static final Pattern PLACE = Pattern.compile("([A-Z][A-Z0-9]{2})(?:\\[[^\\]]*\\])*(?:-(\\d+).*)?");
    // HL7 table 0357
    private static final int REQUIRED_FIELD_MISSING = 101;
    private static final int DATA_TYPE_ERROR = 102;
    private static final int INTERNAL_ERROR = 207;
    /** The mapping's rules that say a message belongs elsewhere. */
    private static final Map<String, Integer> ELSEWHERE =
            Map.of("message-type", 200, "processing-id", 202, "version", 203);

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

    /** All of them: to one of a wrong type HAPI itself would answer "not now", and it would be sent again for ever. */
    @Override
    public boolean canProcess(Message message) {
        return true;
    }

    @Override
    public Message processMessage(Message message, Map<String, Object> about) throws HL7Exception {
        String received = String.valueOf(about.get(MetadataKeys.IN_RAW_MESSAGE));
        Hl7Answer header = new Hl7Answer(received, clock);
        refuseTooLong(received);
        if (header.header(10).isBlank()) {
            throw new NotAccepted(
                    "AE",
                    List.of(new NotAccepted.Fault("MSH", 10, REQUIRED_FIELD_MISSING, "The control id is missing.")));
        }
        refuseUnfit(received);
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
        NotAccepted refusal = refusal(received, failure);
        NotAccepted.Fault first = refusal.faults().get(0);
        LOG.warn(
                "feed={} outcome=message-refused code={} error={} at={}-{}",
                feed.name(),
                refusal.code(),
                first.errorCode(),
                first.segment(),
                first.field());
        return answer.refusing(refusal);
    }

    private NotAccepted refusal(String received, Exception failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof NotAccepted known) {
                return known;
            }
        }
        try {
            refuseTooLong(received);
            refuseUnfit(received);
        } catch (NotAccepted other) {
            return other;
        }
        LOG.warn(
                "feed={} outcome=not-kept cause={}",
                feed.name(),
                failure.getClass().getSimpleName());
        return NotAccepted.rejected(
                "MSH", 0, INTERNAL_ERROR, "The hub could not keep the message just now; send it again later.");
    }

    /** Of one that is too long only the beginning was kept. */
    private void refuseTooLong(String received) throws NotAccepted {
        if (received.getBytes(StandardCharsets.UTF_8).length > feed.maxRowBytes()) {
            throw new NotAccepted(
                    "AE",
                    List.of(new NotAccepted.Fault(
                            "MSH",
                            0,
                            DATA_TYPE_ERROR,
                            "The message is longer than " + feed.maxRowBytes()
                                    + " bytes; send less, or have max-row-bytes of the hub's feed " + feed.name()
                                    + " raised.")));
        }
    }

    /** What would make it a failure if it came in a file. */
    private void refuseUnfit(String received) throws NotAccepted {
        byte[] bytes = received.getBytes(StandardCharsets.UTF_8);
        try (DeliveryReader.Pass pass = new DeliveryReader(feed, mapping, SyncSettings.DEFAULT)
                .open(new ByteArrayInputStream(bytes), Utf8.WELL_FORMED)) {
            while (pass.records().next()) {
                String unreadable = pass.records().unreadable();
                if (!unreadable.isEmpty()) {
                    throw new NotAccepted("AE", List.of(new NotAccepted.Fault("MSH", 0, DATA_TYPE_ERROR, unreadable)));
                }
                List<MappingProblem> problems =
                        pass.mapper().map(pass.records().record()).problems();
                refuse(problems);
                Optional<FormatFlaw> flaw = pass.records().flaw();
                if (flaw.isPresent()) {
                    throw new NotAccepted("AE", List.of(fault(flaw.get())));
                }
            }
        } catch (DeliveryRefused refused) {
            throw new NotAccepted(
                    "AE", List.of(new NotAccepted.Fault("MSH", 0, DATA_TYPE_ERROR, refused.getMessage())));
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory cannot fail", impossible);
        }
    }

    /** A message that does not belong here is rejected for that, whatever else is wrong with it. */
    private static void refuse(List<MappingProblem> problems) throws NotAccepted {
        List<NotAccepted.Fault> foreign = problems.stream()
                .filter(problem -> ELSEWHERE.containsKey(problem.rule()))
                .map(MessageDesk::fault)
                .toList();
        if (!foreign.isEmpty()) {
            throw new NotAccepted("AR", foreign);
        }
        if (!problems.isEmpty()) {
            throw new NotAccepted(
                    "AE", problems.stream().map(MessageDesk::fault).toList());
        }
    }

    private static NotAccepted.Fault fault(MappingProblem problem) {
        int usual = problem.rule().equals("required") || problem.rule().equals("key")
                ? REQUIRED_FIELD_MISSING
                : DATA_TYPE_ERROR;
        return fault(problem.column(), ELSEWHERE.getOrDefault(problem.rule(), usual), problem.message());
    }

    private static NotAccepted.Fault fault(FormatFlaw flaw) {
        return fault(flaw.place(), flaw.code(), flaw.sentence());
    }

    private static NotAccepted.Fault fault(String where, int code, String sentence) {
        Matcher place = PLACE.matcher(where);
        boolean found = place.matches();
        return new NotAccepted.Fault(
                found ? place.group(1) : "MSH",
                found && place.group(2) != null ? Integer.parseInt(place.group(2)) : 0,
                code,
                sentence);
    }
}
