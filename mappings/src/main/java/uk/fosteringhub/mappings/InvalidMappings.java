package uk.fosteringhub.mappings;

import java.util.List;

/** Mapping files or code tables that cannot be used: the configuration is wrong and has to be put right by a person. */
public final class InvalidMappings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public InvalidMappings(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** A sentence for each: file, path in the file, what is wrong, what to do. */
    public List<String> problems() {
        return problems;
    }
}
