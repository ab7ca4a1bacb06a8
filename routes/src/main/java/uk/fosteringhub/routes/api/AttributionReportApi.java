package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.model.rest.RestParamType;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.attribution.report.ReportTable;
import uk.fosteringhub.core.attribution.report.Selection;

/** {@code GET /api/attribution/…}: one report, as JSON or, with {@code format=csv}, as a file for spreadsheets. */
final class AttributionReportApi extends Endpoint {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final String description;
    private final Report report;

    /** Makes a report of what is asked for. */
    @FunctionalInterface
    interface Report {
        ReportTable of(Request request) throws Refused;
    }

    /** @param name last part of its address */
    AttributionReportApi(String name, String description, Report report) {
        this.name = name;
        this.description = description;
        this.report = report;
    }

    @Override
    public void configure() {
        rest("/api/attribution")
                .get("/" + name)
                .id("api-attribution-" + name)
                .tag("attribution")
                .description(description + " Nobody is named. Scope: read.")
                .produces("application/json,text/csv")
                .param()
                .name("from")
                .type(RestParamType.query)
                .dataType("string")
                .required(false)
                .description("First day, such as 2025-04-01")
                .endParam()
                .param()
                .name("to")
                .type(RestParamType.query)
                .dataType("string")
                .required(false)
                .description("Last day")
                .endParam()
                .param()
                .name("format")
                .type(RestParamType.query)
                .dataType("string")
                .required(false)
                .description("csv for a file")
                .endParam()
                .responseMessage(200, "The report")
                .responseMessage(400, "A wrong parameter")
                .to("direct:api-attribution-" + name);
        from("direct:api-attribution-" + name)
                .routeId("api-attribution-" + name + "-answer")
                .process(this::answer);
    }

    @Override
    Reply reply(Request request) throws Refused {
        ReportTable table = report.of(request);
        Optional<String> format = request.query("format");
        if (format.isPresent() && format.get().equals("csv")) {
            return new Reply(
                    200,
                    "text/csv;charset=UTF-8",
                    table.csv(),
                    java.util.Map.of("Content-Disposition", "attachment; filename=\"attribution-" + name + ".csv\""));
        }
        return Reply.json(200, json(table));
    }

    private String json(ReportTable table) {
        ObjectNode document = JSON.createObjectNode();
        ArrayNode rows = document.putArray("rows");
        table.rows().forEach(row -> {
            ObjectNode object = rows.addObject();
            for (int column = 0; column < row.size(); column++) {
                Object value = row.get(column);
                object.putPOJO(
                        table.columns().get(column), value instanceof LocalDate day ? (Object) day.toString() : value);
            }
        });
        return document.toPrettyString();
    }

    /** Days, council, area and carrier, as far as they are asked for. */
    static Selection selection(Request request) throws Refused {
        return new Selection(
                day(request, "from"),
                day(request, "to"),
                request.query("council"),
                request.query("area").map(area -> area.toUpperCase(Locale.ROOT)),
                request.query("carrier").map(carrier -> carrier.toUpperCase(Locale.ROOT)));
    }

    /** Position unless asked otherwise: it gives weight to what began and to what ended the journey. */
    static Model model(Request request) throws Refused {
        return request.word("model", Model.class)
                .map(word -> Model.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Model.POSITION);
    }

    static Optional<LocalDate> day(Request request, String name) throws Refused {
        Optional<String> text = request.query(name);
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeException wrong) {
            throw Refused.of(400, "Wrong parameter", name, name + " is a day such as 2025-04-01.");
        }
    }
}
