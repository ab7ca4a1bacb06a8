package uk.fosteringhub.benchmarks.live;

import java.nio.charset.StandardCharsets;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Person;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * The requests that are pushed: enquiries of the regional platform, each another one, by another adult with an e-mail
 * address and a telephone number of their own; of every two, who come one after the other, the postcode is one.
 */
final class Pushes {
    private static final int ADULTS = 2;
    private static final String BODY = """
            {"referralId":"%s","council":"Westshire","enquiredAt":"2026-11-20T09:58:00Z",\
            "modifiedAt":"2026-11-20T10:00:00.000Z","applicant":{"firstName":"%s","lastName":"%s",\
            "email":"%s","phone":"07700 %06d","postcode":"%s"},"source":{"answer":\
            "Radio","campaign":"Open your door, autumn","promoCode":"DOOR26","dialledNumber":"01632 960123",\
            "referrer":"https://www.example.org/fostering?utm_source=radio"},"interest":"FOSTERING","status":"NEW",\
            "closedReason":null}""";

    private final long seed;
    private final String head;

    /**
     * @param seed of the draws the enquirers are made from
     * @param key bearer key of the credential that pushes
     */
    Pushes(long seed, String host, String key) {
        this.seed = seed;
        this.head = "POST /api/enquiries HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: ";
    }

    /** Of the {@code n}th push of a phase. */
    static String referral(Phase phase, int n) {
        return phase.name() + "-" + n;
    }

    byte[] request(Phase phase, int n) {
        String referral = referral(phase, n);
        byte[] body = body(seed, referral, phase.enquirer(n));
        byte[] start = (head + referral + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    /** @param enquirer the number of whoever enquires, 0 and up */
    static byte[] body(long seed, String referral, long enquirer) {
        Draw draw = new Draw(seed);
        long household = enquirer / ADULTS;
        Person person = Person.of(draw, household * World.GROUP + enquirer % ADULTS);
        return BODY.formatted(
                        referral,
                        person.given(),
                        person.family(),
                        person.email(),
                        enquirer % 1_000_000,
                        Identifiers.postcode(draw.about(Stream.FAMILY, household)))
                .getBytes(StandardCharsets.UTF_8);
    }
}
