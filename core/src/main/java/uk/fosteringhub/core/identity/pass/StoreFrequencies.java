package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import uk.fosteringhub.core.identity.person.Frequencies;
import uk.fosteringhub.core.identity.person.PersonFeatures;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.Together;

/**
 * How frequent values are among the person records of the store: {@code hub.identity_frequency}. Read for many records at
 * once, and for many questions at once by {@link #ifKnown}; what is asked beyond that is looked up and kept.
 */
final class StoreFrequencies implements Frequencies {
    /** The value whose row counts the person records. */
    static final long ALL = 0;

    private static final Counts NEVER_SEEN = new Counts(0, 0);

    private final Connection connection;
    private final Map<Long, Counts> known = new HashMap<>();
    private final Set<Long> missing = new HashSet<>();
    private boolean gathering;
    private boolean guessed;

    StoreFrequencies(Connection connection) {
        this.connection = connection;
    }

    private record Counts(int records, int names) {}

    /** Asks for what may be wanted about some records. */
    void prepare(Collection<PersonFeatures> persons, Together all) throws SQLException {
        Set<Long> values = new HashSet<>();
        values.add(ALL);
        for (PersonFeatures person : persons) {
            for (long value : person.values()) {
                values.add(value);
            }
        }
        values.removeAll(known.keySet());
        read(values, all);
    }

    /**
     * Asks something without looking anything up.
     *
     * @param question asks this for values
     * @return empty if it asked for a value that is not known; to be asked again after {@link #readMissing}
     */
    Optional<Boolean> ifKnown(BooleanSupplier question) {
        gathering = true;
        guessed = false;
        try {
            boolean answer = question.getAsBoolean();
            return guessed ? Optional.empty() : Optional.of(answer);
        } finally {
            gathering = false;
        }
    }

    /** Looks up at once what was asked for and not known. */
    void readMissing() throws SQLException {
        read(missing);
        missing.clear();
    }

    private void read(Set<Long> values) throws SQLException {
        Together only = new Together(connection);
        read(values, only);
        only.execute();
    }

    private void read(Set<Long> values, Together all) throws SQLException {
        if (values.isEmpty()) {
            return;
        }
        values.forEach(value -> known.put(value, NEVER_SEEN));
        all.ask(
                "select value, records, names from hub.identity_frequency where value = any(?)",
                row -> known.put(row.getLong(1), new Counts(row.getInt(2), row.getInt(3))),
                Rows.longs(connection, values));
    }

    private Counts of(long value) {
        Counts counts = known.get(value);
        if (counts == null && gathering) {
            missing.add(value);
            guessed = true;
            return NEVER_SEEN;
        }
        if (counts == null) {
            try {
                read(Set.of(value));
            } catch (SQLException failed) {
                throw Database.unusable(failed);
            }
            counts = known.get(value);
        }
        return counts;
    }

    @Override
    public long records() {
        return of(ALL).records();
    }

    @Override
    public int recordsWith(long value) {
        return of(value).records();
    }

    @Override
    public int namesWith(long contact) {
        return of(contact).names();
    }
}
