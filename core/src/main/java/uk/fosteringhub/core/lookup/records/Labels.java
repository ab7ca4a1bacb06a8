package uk.fosteringhub.core.lookup.records;

import java.util.List;
import uk.fosteringhub.core.records.RecordType;

/** SQL for what a golden record is called. */
final class Labels {
    private static final List<String> WHEN = List.of(
            "held_at",
            "planned_at",
            "occurred_at",
            "enquired_at",
            "started_at",
            "submitted_at",
            "approved_on",
            "panel_on",
            "held_on",
            "requested_on",
            "started_on",
            "attended_on",
            "period_started_on",
            "due_on");

    private Labels() {}

    /** An expression on a row of the type's table, never null. */
    static String of(RecordType type, String row) {
        String names = "nullif(concat_ws(' ', " + row + ".given_name, " + row + ".family_name), '')";
        if (type.has("full_name")) {
            return "coalesce(" + names + ", " + row + ".full_name, '')";
        }
        if (type.has("given_name")) {
            return "coalesce(" + names + ", '')";
        }
        if (type.has("name")) {
            return "coalesce(" + row + ".name, '')";
        }
        StringBuilder label = new StringBuilder("concat_ws(' ', ");
        label.append(column(type, row, List.of("title", "one_line", "subject", "role", "kind"), ""));
        label.append(", ").append(column(type, row, WHEN, "::date"));
        return label.append(')').toString();
    }

    private static String column(RecordType type, String row, List<String> names, String cast) {
        return "coalesce(null"
                + names.stream()
                        .filter(type::has)
                        .map(name -> ", " + row + "." + name + cast)
                        .reduce("", String::concat)
                + (cast.isEmpty() ? ", ''" : ", null::date") + ")";
    }
}
