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
import java.util.Map;
import java.util.OptionalDouble;
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
        CHANNEL,
        CAMPAIGN
    }

    /**
     * @param spend pounds
     * @param perEnquiry pounds; empty where nothing is known to be spent, or nothing was gained
     */
    public record Line(
            String key,
            String label,
            String model,
            BigDecimal spend,
            double enquiries,
            double applications,
            double approvals,
            OptionalDouble perEnquiry,
            OptionalDouble perApplication,
            OptionalDouble perApproval) {}

    /** What one channel or campaign gained under one model. */
    private record Gain(String label, double enquiries, double applications, double approvals) {}

    /** Lines by model and then by channel or campaign; campaigns have no Markov lines, which are about channels. */
    public List<Line> lines(By by, LocalDate from, LocalDate to) {
        return database.inTransaction(connection -> {
            Map<String, BigDecimal> spend = spend(connection, by, from, to);
            Map<String, Map<String, Gain>> gains = gains(connection, by, from, to);
            if (by == By.CHANNEL) {
                gains.put(MarkovChain.WORD, markov(connection, from, to));
            }
            List<Line> lines = new ArrayList<>();
            gains.forEach(
                    (model, byKey) -> byKey.forEach((key, gain) -> lines.add(line(key, model, gain, spend.get(key)))));
            return lines;
        });
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
                cost(spent, gain.enquiries()),
                cost(spent, gain.applications()),
                cost(spent, gain.approvals()));
    }

    private static OptionalDouble cost(BigDecimal spent, double gained) {
        return spent == null || gained <= 0 ? OptionalDouble.empty() : OptionalDouble.of(spent.doubleValue() / gained);
    }

    private static Map<String, BigDecimal> spend(Connection connection, By by, LocalDate from, LocalDate to)
            throws SQLException {
        Map<String, BigDecimal> spend = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(
                """
                select %s, sum(s.amount * (least(s.period_ended_on, ?) - greatest(s.date_key, ?) + 1)
                    / (s.period_ended_on - s.date_key + 1))
                from reporting.fact_spend s left join fostering.campaign k on k.id = s.campaign_key
                where s.period_ended_on >= ? and s.date_key <= ? and s.amount is not null group by 1\
                """.formatted(by == By.CHANNEL ? "coalesce(s.channel_key," + " '')" : "coalesce(k.name," + " '')"))) {
            query.setObject(1, to);
            query.setObject(2, from);
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
            """.formatted(
                        by == By.CHANNEL ? "c.channel_key" : "c.campaign_said",
                        by == By.CHANNEL
                                ? "max(coalesce(d.channel, c.channel_key))"
                                : "max(coalesce(nullif(c.campaign_said, ''), '(no campaign)'))"))) {
            query.setObject(1, from);
            query.setObject(2, to);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    gains.computeIfAbsent(row.getString(1), model -> new LinkedHashMap<>())
                            .put(
                                    row.getString(2),
                                    new Gain(row.getString(3), row.getDouble(4), row.getDouble(5), row.getDouble(6)));
                }
            }
        }
        return gains;
    }

    private static Map<String, Gain> markov(Connection connection, LocalDate from, LocalDate to) throws SQLException {
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
            Map<String, String> labels = labels(connection);
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
