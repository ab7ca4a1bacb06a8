package uk.fosteringhub.connectors.dbs;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.fosteringhub.connectors.transport.Arrival;
import uk.fosteringhub.connectors.transport.HttpService;
import uk.fosteringhub.connectors.transport.Reception;
import uk.fosteringhub.connectors.transport.TransportFailure;
import uk.fosteringhub.core.checks.DueCheck;
import uk.fosteringhub.core.checks.StatusCheckLedger;
import uk.fosteringhub.core.intake.DeliveryOutcome;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.StatusCheckSettings;
import uk.fosteringhub.core.settings.SystemSettings;

/**
 * Asks the DBS Update Service about every certificate that is due, and makes one delivery of the answers. A certificate is
 * asked about at most once a day, over crashes and further runs: see {@link StatusCheckLedger}.
 */
public final class UpdateService {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateService.class);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    /** Questions without an answer, one after the other, after which the service counts as out of order. */
    private static final int MOST_UNANSWERED = 3;

    private final CamelContext context;
    private final StatusCheckLedger ledger;
    private final Clock clock;

    /** @param context with {@link StatusCheckRoute} and a route from {@link Arrival#INTAKE} */
    public UpdateService(CamelContext context, StatusCheckLedger ledger, Clock clock) {
        this.context = context;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Returns when all that is due has been asked and delivered, or asking had to be broken off. */
    public void receive(SystemSettings system, FeedSettings feed, boolean dryRun, Reception reception) {
        List<DueCheck> due = due(feed);
        if (dryRun) {
            reception.note(feed, due.size() + " status checks are due. A dry run asks nothing.");
            reception.done(feed, true);
            return;
        }
        ledger.interrupted()
                .forEach(lost -> ledger.unanswered(
                        lost.check(), lost.day(), AnswerRow.unanswered(lost.check(), lost.day(), "interrupted")));
        Optional<String> stopped = ask(system, feed, due);
        stopped = deliver(feed, due, stopped);
        stopped.ifPresentOrElse(reason -> reception.stopped(feed, reason), () -> reception.done(feed, true));
    }

    private List<DueCheck> due(FeedSettings feed) {
        StatusCheckSettings settings = feed.statusCheck().orElseThrow();
        Instant before = clock.instant().minus(settings.every());
        return ledger.due(feed.name(), today(), before, LocalDate.ofInstant(before, LONDON), settings.mostPerRun());
    }

    private Optional<String> ask(SystemSettings system, FeedSettings feed, List<DueCheck> due) {
        List<DueCheck> askable =
                due.stream().filter(check -> check.unaskable().isEmpty()).toList();
        if (askable.isEmpty()) {
            return Optional.empty();
        }
        StatusCheckSettings settings = feed.statusCheck().orElseThrow();
        String location = feed.location().orElseThrow();
        String address = location.replaceAll("/+$", "") + settings.path();
        // Further attempts are the route's: a client that asked again by itself would ask twice on a day.
        try (ProducerTemplate camel = context.createProducerTemplate();
                HttpService server = HttpService.answering(context, address, settings.timeout(), system.trustStore())) {
            return askAll(camel, server.endpoint(), feed, askable);
        } catch (Exception failed) {
            LOG.warn("feed={} outcome=stopped", feed.name(), failed);
            return Optional.of(TransportFailure.sentence(location, failed));
        }
    }

    private Optional<String> askAll(ProducerTemplate camel, Endpoint server, FeedSettings feed, List<DueCheck> due)
            throws Exception {
        int unanswered = 0;
        int refused = 0;
        for (DueCheck check : due) {
            LocalDate day = today();
            if (!ledger.begin(check, day)) {
                continue;
            }
            try {
                put(camel, new Question(server, feed.statusCheck().orElseThrow(), check), day);
                unanswered = 0;
                refused = 0;
            } catch (NotTaken | TurnedAway away) {
                ledger.notTaken(check, day);
                return Optional.of(sentence(feed, away));
            } catch (Unanswered lost) {
                ledger.unanswered(check, day, AnswerRow.unanswered(check, day, lost.problem()));
                unanswered++;
                refused += lost.problem().equals(Unanswered.REFUSED) ? 1 : 0;
            }
            if (unanswered == MOST_UNANSWERED) {
                return Optional.of(outOfOrder(feed, refused == unanswered));
            }
        }
        return Optional.empty();
    }

    private static String outOfOrder(FeedSettings feed, boolean allRefused) {
        String location = feed.location().orElseThrow();
        String others = ", so the others were not put. They are by the next run; those %s not before tomorrow.";
        return allRefused
                ? location + " refused " + MOST_UNANSWERED + " questions one after the other (400 or 422)"
                        + others.formatted("refused")
                        + " Check status-check.organisation, employee-forename and employee-surname; if they are right,"
                        + " the failures say which certificates to look at."
                : location + " left " + MOST_UNANSWERED + " questions one after the other without a usable answer"
                        + others.formatted("without an answer");
    }

    private void put(ProducerTemplate camel, Question question, LocalDate day) throws Exception {
        Instant askedAt = clock.instant();
        Exchange answered = camel.send(StatusCheckRoute.ASK, exchange -> {
            exchange.setProperty(StatusCheckRoute.PACE, question.settings().requestsPerSecond());
            exchange.getMessage().setBody(question);
        });
        if (answered.getException() != null) {
            throw answered.getException();
        }
        byte[] received = answered.getProperty(AskStatus.ANSWER, byte[].class);
        try {
            StatusAnswer answer = StatusAnswer.read(received);
            String row = AnswerRow.answered(question.check(), askedAt, answer, received);
            String status =
                    AnswerRow.sameName(question.check(), answer) ? answer.status() : StatusCheckLedger.ANOTHER_NAME;
            ledger.answered(question.check(), day, status, row);
        } catch (StatusAnswer.Unreadable unreadable) {
            LOG.info("check={} outcome=unreadable {}", question.check().check(), unreadable.getMessage());
            throw new Unanswered("unreadable");
        }
    }

    private static String sentence(FeedSettings feed, Exception away) {
        String location = feed.location().orElseThrow();
        if (away.getCause() != null) {
            return TransportFailure.sentence(location, away.getCause());
        }
        return away instanceof NotTaken
                ? location + " " + away.getMessage()
                        + ", also after several attempts. What was not asked is asked by the next run."
                : location + " " + away.getMessage();
    }

    /** Also what earlier runs could not deliver. */
    private Optional<String> deliver(FeedSettings feed, List<DueCheck> due, Optional<String> stopped) {
        List<StatusCheckLedger.Undelivered> answers = ledger.undelivered();
        List<String> rows = new ArrayList<>();
        answers.forEach(answer -> rows.add(answer.answer()));
        due.forEach(check -> check.unaskable().ifPresent(why -> rows.add(AnswerRow.unanswered(check, today(), why))));
        if (rows.isEmpty()) {
            return stopped;
        }
        String name = "status checks of " + today() + ", " + rows.size() + (rows.size() == 1 ? " answer" : " answers");
        String content = rows.stream().collect(Collectors.joining(",\n", "{\"answers\":[\n", "\n]}\n"));
        try (ProducerTemplate camel = context.createProducerTemplate()) {
            Exchange answer = camel.send(Arrival.INTAKE, exchange -> {
                new Arrival(feed, name, Optional.empty()).putOn(exchange);
                exchange.getMessage().setBody(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
            });
            if (answer.getException() != null) {
                throw answer.getException();
            }
            DeliveryOutcome outcome = answer.getMessage().getMandatoryBody(DeliveryOutcome.class);
            if (outcome.state() == DeliveryOutcome.State.REJECTED) {
                return Optional.of("The answers were refused whole, and are kept for the next run: "
                        + outcome.problems().stream()
                                .findFirst()
                                .map(DeliveryOutcome.RowProblem::message)
                                .orElse("no reason given"));
            }
            ledger.delivered(answers);
            return stopped;
        } catch (Exception failed) {
            LOG.warn("feed={} outcome=stopped", feed.name(), failed);
            return Optional.of(
                    TransportFailure.sentence("The hub", failed) + " The answers are kept for the next run.");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), LONDON);
    }
}
