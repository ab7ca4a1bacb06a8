package uk.fosteringhub.simulators.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.simulation.Simulation;
import uk.fosteringhub.simulators.lafse.Referral;
import uk.fosteringhub.simulators.lafse.ReferralPush;
import uk.fosteringhub.simulators.medical.EngineSimulator;

/** Those who send to the hub by themselves: the website, the contact centre, events, the regional service, a hospital. */
final class Callers {
    static final List<String> PUSHING = List.of("website", "phone", "events");

    private static final int ACCEPTED = 202;

    private final Night night;
    private final HttpClient http = HttpClient.newHttpClient();

    Callers(Night night) {
        this.night = night;
    }

    /** The key of a system's credential. */
    static String key(String system) {
        return DemoWorld.API_KEY + "-" + system;
    }

    void call(Simulation.Doors hub) throws IOException, InterruptedException {
        for (String system : PUSHING) {
            for (String records : List.of("enquiries", "touchpoints")) {
                for (Map.Entry<String, String> record :
                        night.pushed(system + "-" + records).entrySet()) {
                    push(hub.api(), system, records, record.getKey(), record.getValue());
                }
            }
        }
        ReferralPush lafse = new ReferralPush(hub.api(), DemoWorld.API_KEY);
        for (Referral referral : night.pushedReferrals()) {
            accepted("lafse", lafse.push(referral));
        }
        try (EngineSimulator engine = EngineSimulator.connect(hub.mllp().get("medical"))) {
            for (String message : night.messages()) {
                if (!engine.send(message).contains("MSA|AA|")) {
                    throw new IOException("The hub did not accept a message of the hospital's.");
                }
            }
        }
    }

    private void push(URI hub, String system, String records, String key, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(hub.resolve("/api/" + records))
                .header("Authorization", "Bearer " + key(system))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "demo-" + records + "-" + key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        accepted(system, http.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    private static void accepted(String system, HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != ACCEPTED) {
            throw new IOException("The hub did not accept a record that " + system + " pushed (" + answer.statusCode()
                    + "): " + answer.body());
        }
    }
}
