package uk.fosteringhub.benchmarks.live;

import java.nio.charset.StandardCharsets;

/** The requests that are pushed: enquiries of the regional platform, each another one. */
final class Pushes {
    private static final String BODY = """
            {"referralId":"%s","council":"Westshire","enquiredAt":"2026-11-20T09:58:00Z",\
            "modifiedAt":"2026-11-20T10:00:00.000Z","applicant":{"firstName":"Siobhán","lastName":"%s",\
            "email":"enquirer%d@example.org","phone":"07700 900%03d","postcode":"BN1 1AA"},"source":{"answer":\
            "Radio","campaign":"Open your door, autumn","promoCode":"DOOR26","dialledNumber":"01632 960123",\
            "referrer":"https://www.example.org/fostering?utm_source=radio"},"interest":"FOSTERING","status":"NEW",\
            "closedReason":null}""";

    private final String head;

    /** @param key bearer key of the credential that pushes */
    Pushes(String host, String key) {
        this.head = "POST /api/enquiries HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: ";
    }

    /** Of the {@code n}th push of a phase. */
    static String referral(String phase, int n) {
        return phase + "-" + n;
    }

    byte[] request(String phase, int n) {
        String referral = referral(phase, n);
        byte[] body = body(phase, n);
        byte[] start = (head + referral + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    static byte[] body(String phase, int n) {
        return BODY.formatted(referral(phase, n), referral(phase, n), n, n % 1000)
                .getBytes(StandardCharsets.UTF_8);
    }
}
