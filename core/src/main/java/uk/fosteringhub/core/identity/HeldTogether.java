package uk.fosteringhub.core.identity;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Reference;

/**
 * Which records of an entity still belong together: by people's word, by names in common, by links of the rules, in this
 * order; but never two of which a person has said that they are different.
 */
public final class HeldTogether {
    private HeldTogether() {}

    /** The names of the records that have come, one set for each group; one set: nothing falls apart. */
    public static List<Set<Reference>> groups(Connection connection, RecordType type, long entity) throws SQLException {
        EntityMembers.Held held = new EntityMembers(connection, type).of(List.of(entity));
        PairWords words = PairWords.of(connection, List.of(entity));
        Groups<Reference> groups = new Groups<>();
        words.different().forEach(word -> groups.keepApart(word.one(), word.other()));
        held.members().forEach(member -> groups.add(member.name()));
        join(groups, words, true);
        held.links().forEach(link -> groups.join(link.name(), link.otherName()));
        join(groups, words, false);
        Set<Reference> come = new LinkedHashSet<>();
        held.members().stream().filter(EntityMembers.Member::come).forEach(member -> come.add(member.name()));
        List<Set<Reference>> found = new ArrayList<>();
        for (Set<Reference> group : groups.all()) {
            group.retainAll(come);
            if (!group.isEmpty()) {
                found.add(group);
            }
        }
        return found;
    }

    private static void join(Groups<Reference> groups, PairWords words, boolean byPerson) {
        words.same().stream()
                .filter(word -> word.byPerson() == byPerson)
                .forEach(word -> groups.join(word.one(), word.other()));
    }
}
