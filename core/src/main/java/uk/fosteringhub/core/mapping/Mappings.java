package uk.fosteringhub.core.mapping;

import java.util.List;

/** All mappings the hub has. */
public interface Mappings {

    /** The names of all mappings, {@code system/record}, sorted. */
    List<String> names();

    /**
     * @throws java.util.NoSuchElementException with a sentence that names the nearest known mapping, if there is none of
     *     this name
     */
    RecordMapping named(String name);
}
