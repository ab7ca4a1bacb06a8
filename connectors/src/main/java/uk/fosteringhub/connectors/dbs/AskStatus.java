package uk.fosteringhub.connectors.dbs;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.hc.client5.http.ConnectTimeoutException;
import uk.fosteringhub.connectors.transport.RetryAfter;

/** Puts one question and reads the answer whole. */
final class AskStatus implements Processor {
    static final String ANSWER = "hubStatusAnswer";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    @Override
    public void process(Exchange exchange) throws Exception {
        Question question = exchange.getMessage().getMandatoryBody(Question.class);
        Exchange asked = question.server().createExchange(ExchangePattern.InOut);
        asked.getMessage().setHeader(Exchange.HTTP_METHOD, "GET");
        asked.getMessage().setHeader(Exchange.HTTP_PATH, question.path());
        asked.getMessage().setHeader(Exchange.HTTP_QUERY, question.query());
        asked.getMessage().setHeader("Accept", "application/xml");
        byte[] answer = answer(question, asked);
        exchange.setProperty(ANSWER, answer);
    }

    private static byte[] answer(Question question, Exchange asked) throws Exception {
        try (Producer http = question.server().createProducer()) {
            http.start();
            http.process(asked);
            Message answer = asked.getMessage();
            judge(answer);
            return bytes(answer, question.settings().maxAnswerBytes());
        } catch (ConnectException | NoRouteToHostException | ConnectTimeoutException away) {
            throw new NotTaken("refused the connection", Optional.empty());
        } catch (UnknownHostException | SSLException never) {
            throw new TurnedAway("", never);
        } catch (IOException brokenOff) {
            throw new Unanswered("no-answer");
        }
    }

    private static byte[] bytes(Message answer, int most) throws IOException, Unanswered {
        try (InputStream body = answer.getBody(InputStream.class)) {
            byte[] bytes = body == null ? new byte[0] : body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Unanswered("answer-too-long");
            }
            return bytes;
        }
    }

    private static void judge(Message answer) throws NotTaken, TurnedAway, Unanswered {
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == 200) {
            return;
        }
        if (status == 429 || status == 503) {
            Optional<Duration> wait = Optional.ofNullable(answer.getHeader("Retry-After", String.class))
                    .flatMap(RetryAfter::read);
            if (wait.isPresent() && wait.get().compareTo(LONGEST_WAIT) > 0) {
                throw new TurnedAway("asks to be left alone for " + wait.get().toSeconds()
                        + " seconds. The other checks are asked for by the next run.");
            }
            throw new NotTaken(status == 429 ? "has too many requests (429)" : "is not available (503)", wait);
        }
        if (status >= 300 && status < 400) {
            throw new TurnedAway("sends the hub to another address (" + status
                    + "), which it does not follow with personal data. Correct the system's location.");
        }
        if (status == 404) {
            throw new TurnedAway("knows no such address (404). Check the system's location and status-check.path.");
        }
        if (status == 400 || status == 422) {
            // Read, and found wrong: with this certificate's details the next question may well be taken.
            throw new Unanswered(Unanswered.REFUSED);
        }
        if (status >= 400 && status < 500) {
            throw new TurnedAway("refused the question (" + status
                    + "). Check status-check.organisation, employee-forename and employee-surname, and that the council"
                    + " may use the service.");
        }
        throw new Unanswered("no-answer");
    }
}
