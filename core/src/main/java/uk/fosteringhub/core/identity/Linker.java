package uk.fosteringhub.core.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.records.CanonicalRecord;
import uk.fosteringhub.core.store.Contributions;

/**
 * Decides which entity each record of a batch is about. The step of the way where rules about people's identity have their
 * place; {@link SourceKeyLinker} knows source keys and the other names that records say they have.
 */
@FunctionalInterface
public interface Linker {

    /**
     * @throws SQLException with SQLSTATE 40001 where another transaction was faster or the batch must be done alone: to be
     *     done again with {@link Lookup#ALONE}
     */
    Linked link(Connection connection, Batch batch, Lookup lookup) throws SQLException;

    /** How a transaction looks for what is known. */
    enum Lookup {
        /** Nothing was known of any of the keys when the delivery was compared, so nothing need be looked up. */
        NOTHING_KNOWN,
        /** Beside other transactions that link. */
        AS_USUAL,
        /** While no other transaction links; the transaction holds {@link uk.fosteringhub.core.store.EntityLock}. */
        ALONE
    }

    /**
     * Records to be linked.
     *
     * @param source who speaks
     * @param sources every source that uses the same keys, the one of the keys' own system first
     * @param keys source keys, sorted
     * @param named the same records where their mapping knows other names; otherwise empty, and nothing is looked up
     */
    record Batch(
            int source,
            List<Integer> sources,
            int feedId,
            long delivery,
            List<String> keys,
            List<CanonicalRecord> named) {

        /** Whether the keys are another system's: that system may tell of the same records at the same time. */
        boolean borrowsKeys() {
            return source != sources.get(0);
        }
    }

    /**
     * Records with their entities.
     *
     * @param stored what the source said before, by key
     * @param elsewhere entities that other sources or other records know by the same key or another name
     * @param created new entities that only one record speaks of, by its key
     * @param regrouped entities that contributions were moved from or to, with the key of the record that caused it: their
     *     golden records and all that refer to them must be made anew
     */
    record Linked(
            Map<String, Contributions.Stored> stored,
            Map<String, Long> elsewhere,
            Map<String, Long> created,
            Map<Long, String> regrouped) {

        public long entityOf(String key) {
            Contributions.Stored known = stored.get(key);
            if (known != null) {
                return known.entity();
            }
            Long shared = elsewhere.get(key);
            return shared != null ? shared : created.get(key);
        }

        public boolean isNew(String key) {
            return created.containsKey(key);
        }
    }
}
