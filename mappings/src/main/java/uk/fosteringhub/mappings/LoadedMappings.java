package uk.fosteringhub.mappings;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import uk.fosteringhub.core.attribution.sources.SourceRules;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.mapping.OutgoingMapping;
import uk.fosteringhub.core.mapping.RecordMapping;
import uk.fosteringhub.mappings.spelling.Nearest;

/** Mappings by name. */
record LoadedMappings(
        SortedMap<String, RecordMapping> mappings, SortedMap<String, OutgoingMapping> outgoing, SourceRules sources)
        implements Mappings {

    @Override
    public List<String> names() {
        return List.copyOf(mappings.keySet());
    }

    @Override
    public RecordMapping named(String name) {
        RecordMapping mapping = mappings.get(name);
        if (mapping == null) {
            throw new NoSuchElementException("There is no mapping " + name + Nearest.hint(name, names()) + " Known are "
                    + String.join(", ", names()) + ".");
        }
        return mapping;
    }
}
