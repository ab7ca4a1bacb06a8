package uk.fosteringhub.core.attribution.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.store.Database;

/** The regional platform or the council: who caused the enquiries, and who carried them. */
public final class Causes {
    private final Database database;

    public Causes(Database database) {
        this.database = database;
    }

    /** Who caused an enquiry. */
    public enum Cause {
        /** By the council's campaigns, and all else that is not the regional platform's own work. */
        COUNCIL("The council and its campaigns"),
        /** The council's number or page was used; by what people came to it is not known. */
        COUNCIL_UNKNOWN("The council, by its own number or page"),
        REGIONAL("The regional platform"),
        UNKNOWN("Not known");

        private final String label;

        Cause(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Who carried an enquiry. */
    public enum Carrier {
        COUNCIL("Taken by the council itself"),
        REGIONAL("Carried by the regional platform");

        private final String label;

        Carrier(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * A cell of the cross table.
     *
     * @param period {@code before}, {@code after} or {@code all}
     * @param enquiries households, by credit
     * @param share of all households of its period
     */
    public record Cell(
            String period,
            Cause cause,
            Carrier carrier,
            double enquiries,
            double applications,
            double approvals,
            Wilson share) {}

    /** @param credit households whose credit rests on this kind of evidence, and their share */
    public record Coverage(String evidence, String label, double credit, Wilson share) {}

    /**
     * The cross table; with a redirect date, once for the time {@code before} it and once for {@code after}, else for
     * {@code all}.
     */
    public List<Cell> cross(Model model, Selection selection, Optional<LocalDate> redirectedOn) {
        return database.inTransaction(connection -> {
            List<Cell> cells = new ArrayList<>();
            String sql = """
                with cell as (
                    select case when ?::date is null then 'all' when f.date_key < ?::date then 'before' else 'after' end as period,
                        case when d.regional then 'REGIONAL' when d.kind = 'unknown' or d.kind is null
                            then case when a.via_council then 'COUNCIL_UNKNOWN' else 'UNKNOWN' end
                            else 'COUNCIL' end as cause,
                        f.carried_by, c.enquiries, c.applications_received, c.approvals
                    from reporting.fact_credit c
                    join reporting.fact_enquiry f on f.enquiry_key = c.enquiry_key
                    join hub.attribution_version v on v.current
                    join hub.attribution a on a.version_id = v.id and a.enquiry_id = c.enquiry_key
                    left join reporting.dim_channel d on d.channel_key = c.channel_key
                    where c.model_key = ? and %s)
                select period, cause, carried_by, sum(enquiries), sum(applications_received), sum(approvals),
                    sum(sum(enquiries)) over (partition by period)
                from cell group by 1, 2, 3 order by period desc, cause, carried_by\
                """.formatted(selection.condition());
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setObject(1, redirectedOn.orElse(null), java.sql.Types.DATE);
                query.setObject(2, redirectedOn.orElse(null), java.sql.Types.DATE);
                query.setString(3, model.word());
                selection.fill(query, 4);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        cells.add(new Cell(
                                row.getString(1),
                                Cause.valueOf(row.getString(2)),
                                Carrier.valueOf(row.getString(3)),
                                row.getDouble(4),
                                row.getDouble(5),
                                row.getDouble(6),
                                Wilson.of(row.getDouble(4), row.getDouble(7))));
                    }
                }
            }
            return cells;
        });
    }

    /** On which kind of evidence the credit rests; unknown is {@code NONE}. The most first. */
    public List<Coverage> coverage(Model model, Selection selection) {
        return database.inTransaction(connection -> coverage(connection, model, selection));
    }

    private static List<Coverage> coverage(Connection connection, Model model, Selection selection)
            throws SQLException {
        List<Coverage> coverage = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement("""
            select c.evidence_key, coalesce(max(e.evidence), c.evidence_key), sum(c.enquiries),
                sum(sum(c.enquiries)) over ()
            from reporting.fact_credit c
            join reporting.fact_enquiry f on f.enquiry_key = c.enquiry_key
            left join reporting.dim_evidence e on e.evidence_key = c.evidence_key
            where c.model_key = ? and %s
            group by 1 order by 3 desc, 1\
            """.formatted(selection.condition()))) {
            query.setString(1, model.word());
            selection.fill(query, 2);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    coverage.add(new Coverage(
                            row.getString(1),
                            row.getString(2),
                            row.getDouble(3),
                            Wilson.of(row.getDouble(3), row.getDouble(4))));
                }
            }
        }
        return coverage;
    }
}
