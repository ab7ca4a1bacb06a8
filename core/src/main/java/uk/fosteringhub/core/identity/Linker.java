package uk.fosteringhub.core.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.store.Contributions;

/**
 * Decides which entity each record of a batch is about. The step of the way where rules about people's identity have their
 * place; {@link SourceKeyLinker} knows source keys only.
 */
@FunctionalInterface
public interface Linker {

    /**
     * @param source who speaks
     * @param sources every source that uses the same keys, the one of the keys' own system first
     * @param keys source keys, sorted
     * @param fresh whether it is known that none of the keys has been seen
     */
    Linked link(Connection connection, int source, List<Integer> sources, List<String> keys, boolean fresh)
            throws SQLException;

    /**
     * Records with their entities.
     *
     * @param stored what the source said before, by key
     * @param elsewhere entities that other sources know by the same key
     * @param created new entities for keys that nobody has told of
     */
    record Linked(Map<String, Contributions.Stored> stored, Map<String, Long> elsewhere, Map<String, Long> created) {

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
