package uk.fosteringhub.core.attribution.report;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import uk.fosteringhub.core.attribution.journey.Journey;
import uk.fosteringhub.core.attribution.journey.Names;
import uk.fosteringhub.core.attribution.model.MarkovChain;
import uk.fosteringhub.core.attribution.model.RemovalEffect;
import uk.fosteringhub.core.attribution.model.TooManyChannels;
import uk.fosteringhub.core.store.Database;

/**
 * What was spent and what it brought: pounds per enquiry, application received and approval, under each model. Spend counts
 * by the days of its period that fall into the time asked for. The Markov model shares applications received by removal
 * effects; enquiries and approvals are shared alike.
 */
public final class Money {
    private final Database database;

    public Money(Database database) {
        this.database = database;
    }

    /** By what money and credit are put together. */
    public enum By {
        CHANNEL("coalesce(s.channel_key, '')", "c.channel_key", "max(coalesce(d.channel, c.channel_key))"),
        CAMPAIGN(
                "coalesce(k.name, '')",
                "c.campaign_said",
                "max(coalesce(nullif(c.campaign_said, ''), '(no campaign)'))"),
        /** The month in which the money was spent, and in which the enquiries came. */
        MONTH("to_char(m.first, 'YYYY-MM')", "to_char(f.date_key, 'YYYY-MM')", "max(to_char(f.date_key, 'YYYY-MM'))");

        private final String spent;
        private final String gained;
        private final String label;

        By(String spent, String gained, String label) {
            this.spent = spent;
            this.gained = gained;
            this.label = label;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param spend pounds
     * @param perEnquiry what one costs
     */
    public record Line(
            String key,
            String label,
            String model,
            BigDecimal spend,
            double enquiries,
            double applications,
            double approvals,
            Cost perEnquiry,
            Cost perApplication,
            Cost perApproval) {}

    /** What one channel or campaign gained under one model. */
    private record Gain(String label, double enquiries, double applications, double approvals) {}

    /**
     * Lines by model and then by channel, campaign or month, also of what cost money and brought nobody. Only channels have
     * Markov lines.
     */
    public List<Line> lines(By by, LocalDate from, LocalDate to) {
        return database.inTransaction(connection -> {
            Map<String, BigDecimal> spend = spend(connection, by, from, to);
            Map<String, Map<String, Gain>> gains = gains(connection, by, from, to);
            Map<String, String> labels = labels(connection);
            if (by == By.CHANNEL) {
                gains.put(MarkovChain.WORD, markov(connection, labels, from, to));
            }
            List<Line> lines = new ArrayList<>();
            gains.forEach((model, byKey) -> {
                spend.keySet().forEach(key -> byKey.putIfAbsent(key, new Gain(label(by, key, labels), 0, 0, 0)));
                byKey.forEach((key, gain) -> lines.add(line(key, model, gain, spend.get(key))));
            });
            return lines;
        });
    }

    private static String label(By by, String key, Map<String, String> labels) {
        if (key.isEmpty()) {
            return by == By.CAMPAIGN ? "(no campaign)" : "(no channel)";
        }
        return by == By.CHANNEL ? labels.getOrDefault(key, key) : key;
    }

    private static Line line(String key, String model, Gain gain, BigDecimal spent) {
        return new Line(
                key,
                gain.label(),
                model,
                spent == null ? BigDecimal.ZERO : spent,
                gain.enquiries(),
                gain.applications(),
                gain.approvals(),
                Cost.of(spent, gain.enquiries()),
                Cost.of(spent, gain.applications()),
                Cost.of(spent, gain.approvals()));
    }

    private static Map<String, BigDecimal> spend(Connection connection, By by, LocalDate from, LocalDate to)
            throws SQLException {
        Map<String, BigDecimal> spend = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
                select %s, sum(s.amount * (least(s.period_ended_on, m.last) - greatest(s.date_key, m.first) + 1)
                    / (s.period_ended_on - s.date_key + 1))
                from reporting.fact_spend s left join fostering.campaign k on k.id = s.campaign_key
                join (select greatest(month::date, ?) as first,
                        least((month + interval '1 month')::date - 1, ?) as last
                    from generate_series(date_trunc('month', ?::timestamp), ?::timestamp, interval '1 month') month) m
                    on s.period_ended_on >= m.first and s.date_key <= m.last
                where s.amount is not null group by 1 order by 1\
                """.formatted(by.spent))) {
            query.setObject(1, from);
            query.setObject(2, to);
            query.setObject(3, from);
            query.setObject(4, to);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    spend.put(row.getString(1), row.getBigDecimal(2));
                }
            }
        }
        return spend;
    }

    private static Map<String, Map<String, Gain>> gains(Connection connection, By by, LocalDate from, LocalDate to)
            throws SQLException {
        Map<String, Map<String, Gain>> gains = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement("""
            select c.model_key, %s, %s, sum(c.enquiries), sum(c.applications_received), sum(c.approvals)
            from reporting.fact_credit c join reporting.fact_enquiry f on f.enquiry_key = c.enquiry_key
            left join reporting.dim_channel d on d.channel_key = c.channel_key
            where f.date_key between ? and ? group by 1, 2 order by 1, 2\
            """.formatted(by.gained, by.label))) {
            query.setObject(1, from);
            query.setObject(2, to);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    gains.computeIfAbsent(row.getString(1), model -> new TreeMap<>())
                            .put(
                                    row.getString(2),
                                    new Gain(row.getString(3), row.getDouble(4), row.getDouble(5), row.getDouble(6)));
                }
            }
        }
        return gains;
    }

    private static Map<String, Gain> markov(
            Connection connection, Map<String, String> labels, LocalDate from, LocalDate to) throws SQLException {
        Names channels = new Names();
        MarkovChain chain = new MarkovChain();
        Journey journey = new Journey();
        double[] all = new double[3];
        try (PreparedStatement query = connection.prepareStatement("""
            select path, applications_received = 1, count(*), sum(enquiries), sum(approvals)
            from reporting.fact_enquiry
            where date_key between ? and ?
                and (applications_received = 1 or application_received_on is null) group by 1, 2 order by 1, 2\
            """)) {
            query.setObject(1, from);
            query.setObject(2, to);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    journey.begin(0);
                    for (String channel : row.getString(1).split(" > ")) {
                        journey.add(-1, channels.add(channel), 0);
                    }
                    chain.add(journey, row.getBoolean(2), row.getLong(3));
                    all[0] += row.getDouble(4);
                    all[1] += row.getBoolean(2) ? row.getDouble(3) : 0;
                    all[2] += row.getDouble(5);
                }
            }
        }
        Map<String, Gain> gains = new TreeMap<>();
        try {
            for (RemovalEffect effect : chain.effects(channels.ranks())) {
                String code = channels.get(effect.channel());
                gains.put(
                        code,
                        new Gain(
                                labels.getOrDefault(code, code),
                                effect.share() * all[0],
                                effect.share() * all[1],
                                effect.share() * all[2]));
            }
        } catch (TooManyChannels impossible) {
            throw new IllegalStateException("a table of channels has more than the Markov model takes", impossible);
        }
        return gains;
    }

    private static Map<String, String> labels(Connection connection) throws SQLException {
        Map<String, String> labels = new LinkedHashMap<>();
        try (PreparedStatement query =
                        connection.prepareStatement("select channel_key, channel from reporting.dim_channel");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                labels.put(row.getString(1), row.getString(2));
            }
        }
        return labels;
    }
}
