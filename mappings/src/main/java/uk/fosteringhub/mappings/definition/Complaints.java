package uk.fosteringhub.mappings.definition;

import java.util.List;

/**
 * Collects what is wrong with one mapping file, a sentence each: file, path in the file, what is wrong, what to do.
 *
 * @param file as a person looks for it: {@code lcs/persons.yml}
 * @param sentences where they go
 */
record Complaints(String file, List<String> sentences) {

    void add(String path, String sentence) {
        sentences.add(file + (path.isEmpty() ? "" : ", at " + path) + ": " + sentence);
    }

    boolean any() {
        return !sentences.isEmpty();
    }
}
