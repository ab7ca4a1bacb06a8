package uk.fosteringhub.routes.api;

import org.apache.camel.builder.RouteBuilder;
import uk.fosteringhub.routes.settings.ApiSettings;

/** Says where the REST interface is and describes it to programs, at {@code /api/openapi.json}. */
final class ApiDescription extends RouteBuilder {
    private final ApiSettings settings;

    ApiDescription(ApiSettings settings) {
        this.settings = settings;
    }

    @Override
    public void configure() {
        restConfiguration()
                .component("platform-http")
                .host(settings.address())
                .port(settings.port())
                .apiContextPath("/api/openapi.json")
                .apiContextRouteId("api-description")
                .apiProperty("api.title", "Fostering Integration Hub")
                .apiProperty("api.version", "1")
                .apiProperty(
                        "api.description",
                        "Push records, look them up, start and follow runs, see failures and checks. Errors are problem documents after RFC"
                                + " 9457. Callers send the key of a credential as Authorization: Bearer KEY.")
                .apiProperty("openapi.version", "3.0.3");
    }
}
