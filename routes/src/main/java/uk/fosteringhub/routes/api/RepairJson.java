package uk.fosteringhub.routes.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import uk.fosteringhub.core.differences.RepairItem;
import uk.fosteringhub.core.differences.RepairPlan;

/** Repair plans and their items as JSON. */
final class RepairJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RepairJson() {}

    static ObjectNode of(RepairPlan plan) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", plan.id())
                .put("state", plan.state())
                .put("madeBy", plan.madeBy())
                .put("madeAt", plan.madeAt().toString())
                .put("decidedBy", plan.decidedBy().orElse(null))
                .put("decidedAt", plan.decidedAt().map(Object::toString).orElse(null));
        ObjectNode items = json.putObject("items");
        plan.items().forEach((progress, count) -> items.put(word(progress), count));
        return json.put("href", "/api/repair-plans/" + plan.id());
    }

    static ObjectNode of(RepairItem item) {
        ObjectNode json = JSON.createObjectNode()
                .put("item", item.item())
                .put("system", item.system())
                .put("recordType", item.recordType())
                .put("entity", item.entity())
                .put("field", item.field())
                .put("record", item.other())
                .put("saysNow", item.otherValue())
                .put("shouldSay", item.ownerValue())
                .put("asIn", item.owner())
                .put("progress", word(item.progress()));
        if (!item.why().isEmpty()) {
            json.put("byHandBecause", item.why());
        }
        if (!item.answer().isEmpty()) {
            json.put("answer", item.answer());
        }
        item.change().ifPresent(change -> json.put("change", change));
        return json;
    }

    private static String word(RepairItem.Progress progress) {
        return progress.name().toLowerCase(Locale.ROOT);
    }
}
