package uk.fosteringhub.core.deliver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import uk.fosteringhub.core.mapping.GoldenChange;
import uk.fosteringhub.core.mapping.OutgoingForm;
import uk.fosteringhub.core.mapping.OutgoingMapping;
import uk.fosteringhub.core.mapping.OutgoingResult;

/** What a target would be told, without telling it. */
public final class Rehearsal {
    private Rehearsal() {}

    /** One result for each change, in their order; the changes are of one record type, and are to be told by a repair. */
    public static List<OutgoingResult> of(Connection connection, OutgoingMapping mapping, List<GoldenChange> changes)
            throws SQLException {
        Map<GoldenChange, OutgoingForm> forms = new LinkedHashMap<>();
        changes.forEach(change -> forms.put(change, mapping.form()));
        Set<Long> offered = changes.stream().map(GoldenChange::entity).collect(Collectors.toSet());
        StoreAround around = StoreAround.of(connection, forms, Set.of(), offered);
        List<OutgoingResult> results = new ArrayList<>();
        changes.forEach(change -> results.add(mapping.map(change, around)));
        return results;
    }
}
