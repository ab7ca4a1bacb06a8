package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import uk.fosteringhub.core.watch.Incident;

/** An incident as JSON. */
public final class IncidentJson {
    private IncidentJson() {}

    public static void put(Incident incident, ObjectNode node) {
        node.put("incident", incident.id())
                .put("kind", incident.kind().word())
                .put("about", incident.subject())
                .put("state", incident.state())
                .put("sentence", incident.sentence())
                .put("remedy", incident.remedy())
                .put("openedAt", incident.openedAt().toString())
                .put("seenAt", incident.seenAt().toString());
        incident.escalatedAt().ifPresent(at -> node.put("escalatedAt", at.toString()));
        incident.acknowledgement().ifPresent(taken -> node.putObject("acknowledged")
                .put("at", taken.at().toString())
                .put("by", taken.by())
                .put("note", taken.note()));
        incident.closing().ifPresent(closing -> node.putObject("closed")
                .put("at", closing.at().toString())
                .put("by", closing.by())
                .put("reason", closing.reason()));
    }
}
