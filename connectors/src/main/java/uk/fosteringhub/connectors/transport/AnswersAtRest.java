package uk.fosteringhub.connectors.transport;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers in a folder that are not being written: two looks, a quiet period apart, found the same bytes. Bytes and not
 * size and time, since an answer is read anyway and FTP tells times to the minute.
 */
final class AnswersAtRest {
    private static final Logger LOG = LoggerFactory.getLogger(AnswersAtRest.class);

    private final ImportFolder folder;
    private final Quiet quiet;

    /** Lets a quiet period go by. */
    @FunctionalInterface
    interface Quiet {
        void pass() throws InterruptedException;
    }

    AnswersAtRest(ImportFolder folder, Quiet quiet) {
        this.folder = folder;
        this.quiet = quiet;
    }

    /**
     * The content of those that are there and at rest, except where it is known. The others are left for another look.
     *
     * @param names of the files that are looked for
     * @param known what they held when they were kept
     * @throws InterruptedException if the hub stops meanwhile
     */
    Map<String, byte[]> of(List<String> names, Map<String, byte[]> known) throws Exception {
        Map<String, byte[]> found = look(names);
        found.entrySet().removeIf(answer -> Arrays.equals(answer.getValue(), known.get(answer.getKey())));
        if (found.isEmpty()) {
            return found;
        }
        quiet.pass();
        Map<String, byte[]> again = look(List.copyOf(found.keySet()));
        found.forEach((name, before) -> {
            if (again.containsKey(name) && !Arrays.equals(before, again.get(name))) {
                LOG.info("answer={} outcome=still-being-written", name);
                again.remove(name);
            }
        });
        return again;
    }

    private Map<String, byte[]> look(List<String> names) throws Exception {
        Map<String, byte[]> found = new HashMap<>();
        folder.collect(answers -> {
            for (String name : names) {
                Optional<byte[]> content = answers.read(name);
                content.ifPresent(bytes -> found.put(name, bytes));
            }
        });
        return found;
    }
}
