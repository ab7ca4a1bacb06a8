package uk.fosteringhub.routes.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.push.NotAnObject;
import uk.fosteringhub.core.push.PushDesk;
import uk.fosteringhub.core.push.PushDeskFull;
import uk.fosteringhub.core.push.PushReceipt;
import uk.fosteringhub.core.push.PushedMessage;
import uk.fosteringhub.core.push.PushedRecords;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.store.StoreUnavailable;
import uk.fosteringhub.core.sync.LivePassage;

/**
 * Takes pushed records in. What can be wrong with a record by itself is told at once: it is mapped before it is accepted,
 * and mapped again when it is taken through.
 */
final class Pushing {
    private static final int PATIENCE_SECONDS = 30;
    private static final String BUSY_SECONDS = "1";

    private final List<FeedSettings> feeds;
    private final Mappings mappings;
    private final LivePassage live;
    private final PushDesk desk;

    /** @param feeds of the hub */
    Pushing(List<FeedSettings> feeds, Mappings mappings, LivePassage live, PushDesk desk) {
        this.feeds = feeds.stream().filter(feed -> feed.way() == FeedWay.PUSH).toList();
        this.mappings = mappings;
        this.live = live;
        this.desk = desk;
    }

    /** The feed on which a system pushes its records of a type, if that is in use. */
    Optional<FeedSettings> feed(String system, String recordType) {
        return feeds.stream()
                .filter(feed -> feed.system().equals(system) && feed.location().isPresent())
                .filter(feed ->
                        mappings.named(feed.mapping()).recordType().name().equals(recordType))
                .findFirst();
    }

    /**
     * Keeps a record; once this returns it will be taken through whatever happens to the hub.
     *
     * @param credential whose idempotency keys these are
     * @param signature of the call, which is taken once
     */
    PushReceipt keep(
            FeedSettings feed, String credential, String idempotencyKey, Optional<String> signature, byte[] body)
            throws Refused {
        String text = text(body);
        check(text, record -> live.reader(feed).read(record, 0, PushedRecords.Others.ARE_REFUSED));
        return kept(feed, credential, idempotencyKey, signature, text);
    }

    /** The same for a system that pushes what it would answer to a pull. */
    PushReceipt keepAsPulled(FeedSettings feed, String credential, String idempotencyKey, byte[] body) throws Refused {
        String text = text(body);
        check(text, record -> live.reader(feed).read(record, 0));
        return kept(feed, credential, idempotencyKey, Optional.empty(), text);
    }

    private PushReceipt kept(
            FeedSettings feed, String credential, String idempotencyKey, Optional<String> signature, String text)
            throws Refused {
        return await(
                PushedMessage.of(feed.name(), credential, idempotencyKey, text).signed(signature));
    }

    private static String text(byte[] body) throws Refused {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Refused(400, "Not readable", "The body is not UTF-8, which JSON is written in.");
        }
    }

    @FunctionalInterface
    private interface Reading {
        PushedRecords.Read of(String body) throws NotAnObject;
    }

    private static void check(String body, Reading reading) throws Refused {
        try {
            PushedRecords.Read read = reading.of(body);
            if (read.result().failed()) {
                throw new Refused(Problem.ofFields(
                        "The record cannot be taken",
                        "Nothing of it was kept. Correct the members named in errors and send it again, under the same or"
                                + " another idempotency key.",
                        read.result().problems()));
            }
        } catch (NotAnObject unreadable) {
            throw new Refused(400, "Not readable", unreadable.getMessage());
        }
    }

    private PushReceipt await(PushedMessage message) throws Refused {
        try {
            return desk.handIn(message).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (PushDeskFull full) {
            throw new Refused(
                    new Problem(503, "Too many messages at once", full.getMessage()).with("Retry-After", BUSY_SECONDS));
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("a pushed message could not be kept", failed.getCause());
        } catch (TimeoutException slow) {
            throw new StoreUnavailable(
                    "A pushed message was not written within " + PATIENCE_SECONDS + " seconds.", slow);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("The hub is shutting down.", stopped);
        }
    }
}
