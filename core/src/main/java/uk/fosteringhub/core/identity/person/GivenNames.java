package uk.fosteringhub.core.identity.person;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which first names are said for which: {@code Sue} for {@code Susan} is a nickname, and good evidence; {@code Sara} for
 * {@code Sarah} is another spelling, which twins may bear side by side, and so is none.
 */
public final class GivenNames {
    private static final String RESOURCE = "/identity/given-names.csv";
    private static final Map<String, Set<String>> NICKNAMES = new HashMap<>();
    private static final Map<String, Set<String>> SPELLINGS = new HashMap<>();

    static {
        read();
    }

    private GivenNames() {}

    /** Whether one is said for the other, or both for a third. */
    public static boolean nickname(String one, String other) {
        return meet(NICKNAMES, one, other);
    }

    /** Whether it is short for names that twins may bear side by side, such as {@code Jo} for {@code Joanne} and {@code Joanna}. */
    public static boolean shortForSeveral(String name) {
        Set<String> full = NICKNAMES.getOrDefault(name, Set.of());
        return full.stream()
                .anyMatch(one -> full.stream().anyMatch(other -> !one.equals(other) && spelling(one, other)));
    }

    /** Whether they are two spellings of one name. */
    public static boolean spelling(String one, String other) {
        return meet(SPELLINGS, one, other);
    }

    /** The names it may stand for; itself, where none is known. */
    static List<String> roots(String name) {
        List<String> roots = new ArrayList<>();
        for (String full : NICKNAMES.getOrDefault(name, Set.of(name))) {
            add(SPELLINGS.getOrDefault(full, Set.of(full)), roots);
        }
        add(SPELLINGS.getOrDefault(name, Set.of()), roots);
        return roots;
    }

    private static void add(Set<String> names, List<String> roots) {
        names.stream().filter(name -> !roots.contains(name)).forEach(roots::add);
    }

    private static boolean meet(Map<String, Set<String>> names, String one, String other) {
        Set<String> ones = names.get(one);
        Set<String> others = names.get(other);
        if (ones == null) {
            return others != null && others.contains(one);
        }
        return others == null ? ones.contains(other) : ones.stream().anyMatch(others::contains);
    }

    private static void read() {
        try (InputStream in = GivenNames.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] names = line.split(",");
                Map<String, Set<String>> table = names[0].equals("nickname") ? NICKNAMES : SPELLINGS;
                for (int i = 2; i < names.length; i++) {
                    table.merge(names[i], Set.of(names[1]), GivenNames::both);
                }
                if (table == SPELLINGS) {
                    table.merge(names[1], Set.of(names[1]), GivenNames::both);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        List<String> all = new ArrayList<>(one);
        other.stream().filter(name -> !one.contains(name)).forEach(all::add);
        return new java.util.LinkedHashSet<>(all);
    }
}
