package uk.fosteringhub.core.attribution.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.store.Database;

/** Funnels from contact to approval. Households count once for each stage. */
public final class Funnels {
    /** Stage, its name in reports, its date, and how it counts. */
    private static final String[][] STAGES = {
        {"contact", "Contacts", "f.date_key", "f.enquiries"},
        {"completed", "Enquiries completed", "f.completed_on", ""},
        {"initial_home_visit", "Initial home visits", "f.initial_home_visit_on", "f.initial_home_visits"},
        {"application_given", "Applications given", "f.application_given_on", "f.applications_given"},
        {"application_received", "Applications received", "f.application_received_on", "f.applications_received"},
        {"training", "Preparation training", "f.training_on", "f.trainings"},
        {"panel", "Panels", "f.panel_on", "f.panels"},
        {"approved", "Approved", "f.approved_on", "f.approvals"}
    };

    private final Database database;

    public Funnels(Database database) {
        this.database = database;
    }

    /**
     * @param model by which credit is shared, for dimensions that share it
     * @return the largest first; for cohorts and periods the earliest
     */
    public List<Funnel> by(Dimension dimension, Model model, Selection selection) {
        return database.inTransaction(connection -> {
            Map<String, Map<String, Double>> closed = closed(connection, dimension, model, selection);
            List<Funnel> funnels = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement(sql(dimension, selection))) {
                int place = 1;
                if (dimension.shared()) {
                    query.setString(place++, model.word());
                }
                selection.fill(query, place);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        String key = row.getString(1);
                        funnels.add(funnel(key, row, closed.getOrDefault(key, Map.of())));
                    }
                }
            }
            return funnels;
        });
    }

    private static Funnel funnel(String key, ResultSet row, Map<String, Double> closed) throws SQLException {
        List<Funnel.Step> steps = new ArrayList<>();
        double contacts = row.getDouble(3);
        double previous = contacts;
        for (int stage = 0; stage < STAGES.length; stage++) {
            double reached = row.getDouble(3 + stage);
            double days = row.getDouble(3 + STAGES.length + stage);
            boolean known = !row.wasNull();
            steps.add(new Funnel.Step(
                    STAGES[stage][0],
                    STAGES[stage][1],
                    reached,
                    Wilson.of(reached, previous),
                    Wilson.of(reached, contacts),
                    known ? days : -1));
            previous = reached;
        }
        double all = closed.values().stream().mapToDouble(Double::doubleValue).sum();
        return new Funnel(key, row.getString(2), steps, all, closed);
    }

    private static String from(Dimension dimension, Selection selection) {
        return dimension.shared()
                ? """
                    from (select enquiry_key, channel_key, campaign_said, sum(credit) as credit
                       from (select c.enquiry_id as enquiry_key, c.channel as channel_key, c.campaign as campaign_said,
                           case ? when 'first' then c.first when 'last' then c.last when 'linear' then c.linear
                               when 'position' then c.position when 'time_decay' then c.time_decay else c.shapley_set end as credit
                           from hub.attribution_credit c join hub.attribution_version v on v.id = c.version_id and v.current) k
                       where credit > 0 group by 1, 2, 3) c
                    join reporting.fact_enquiry f on f.enquiry_key = c.enquiry_key
                    left join reporting.dim_channel d on d.channel_key = c.channel_key where\
                    """ + ' ' + selection.condition()
                : " from reporting.fact_enquiry f where " + selection.condition();
    }

    private static String sql(Dimension dimension, Selection selection) {
        String weight = dimension.shared() ? "c.credit * " : "";
        StringBuilder sql = new StringBuilder("select " + dimension.sql() + " as key, ");
        sql.append(
                dimension == Dimension.SOURCE
                        ? "max(coalesce(d.channel, c.channel_key))"
                        : "max(" + dimension.sql() + ")");
        for (String[] stage : STAGES) {
            if (stage[3].isEmpty()) {
                sql.append(
                        dimension.shared()
                                ? ", coalesce(sum(c.credit * f.enquiries) filter (where f.completed_on is not null), 0)"
                                : ", count(distinct f.household_key) filter (where f.completed_on is not null)");
            } else {
                sql.append(", coalesce(sum(").append(weight).append(stage[3]).append("), 0)");
            }
        }
        for (int stage = 0; stage < STAGES.length; stage++) {
            sql.append(
                    stage == 0
                            ? ", null::float8"
                            : ", percentile_cont(0.5) within group (order by " + STAGES[stage][2] + " - "
                                    + STAGES[stage - 1][2] + ")");
        }
        sql.append(from(dimension, selection)).append(" group by 1 order by ");
        boolean byTime = dimension == Dimension.COHORT || dimension == Dimension.PERIOD;
        return sql.append(byTime ? "1" : "3 desc, 1").toString();
    }

    private static Map<String, Map<String, Double>> closed(
            Connection connection, Dimension dimension, Model model, Selection selection) throws SQLException {
        String sql = "select " + dimension.sql() + ", coalesce(f.closed_reason, ''), "
                + (dimension.shared() ? "sum(c.credit)" : "count(distinct f.household_key)")
                + from(dimension, selection) + " and f.closed_on is not null group by 1, 2 order by 1, 3 desc, 2";
        Map<String, Map<String, Double>> closed = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            int place = 1;
            if (dimension.shared()) {
                query.setString(place++, model.word());
            }
            selection.fill(query, place);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    closed.computeIfAbsent(row.getString(1), key -> new LinkedHashMap<>())
                            .put(row.getString(2), row.getDouble(3));
                }
            }
        }
        return closed;
    }
}
