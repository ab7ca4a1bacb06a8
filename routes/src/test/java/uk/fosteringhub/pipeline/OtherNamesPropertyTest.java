package uk.fosteringhub.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;

/** Whatever the order in which records and what they say of each other come, the same records are one. */
@Tag("servers")
class OtherNamesPropertyTest {
    private static final FeedSettings LCS = HubFixture.csv("lcs-enquiries", "lcs/enquiries", FeedKind.DELTA);
    private static final FeedSettings LAFSE =
            HubFixture.csv("lafse-enquiries-csv", "lafse/enquiries-csv", FeedKind.DELTA);

    private static HubFixture hub;
    private static Path folder;
    private static int world;

    @BeforeContainer
    static void start() throws IOException {
        folder = Files.createTempDirectory("other-names");
        hub = new HubFixture(folder, Map.of(), HubFixture.MAPPINGS, new SyncSettings(2, 2, 10_000), false);
    }

    @AfterContainer
    static void stop() throws IOException {
        hub.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Collections.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * @param said which referral each enquiry names; 0 for none. Said again later it may name another
     * @param corrected what the enquiries name in the end
     */
    @Property(tries = 25)
    void theSameRecordsAreOneInWhateverOrderTheyCome(
            @ForAll @Size(6) List<@IntRange(max = 4) Integer> said,
            @ForAll @Size(6) List<@IntRange(max = 4) Integer> corrected,
            @ForAll long order) {
        String prefix = "W" + world++ + "-";
        List<Runnable> deliveries = new ArrayList<>();
        for (int i = 0; i < said.size(); i += 2) {
            int from = i;
            deliveries.add(() -> hub.deliver(LCS, enquiries(prefix, said, from, from + 2)));
        }
        for (int r = 1; r <= 4; r++) {
            String referral = prefix + "R" + r;
            deliveries.add(() -> hub.deliver(LAFSE, OtherNamesTest.lafse(referral + ",Ada,2026-01-01T10:00:00Z")));
        }
        Collections.shuffle(deliveries, new Random(order));
        deliveries.forEach(Runnable::run);
        hub.deliver(LCS, enquiries(prefix, corrected, 0, corrected.size()));

        assertThat(groups(prefix)).isEqualTo(expected(prefix, corrected));
        assertThat(hub.query("select count(*) from fostering.enquiry g where ended_at is null and exists ("
                        + "select 1 from hub.contribution c where c.entity_id = g.id and c.key like '" + prefix
                        + "%')"))
                .containsExactly(String.valueOf(expected(prefix, corrected).size()));
        assertThat(hub.query("select old_entity from hub.redirect r"
                        + " where exists (select 1 from hub.contribution c where c.entity_id = r.old_entity)"
                        + " or not exists (select 1 from hub.contribution c where c.entity_id = r.new_entity)"))
                .isEmpty();
    }

    private static String enquiries(String prefix, List<Integer> said, int from, int to) {
        List<String> rows = new ArrayList<>();
        for (int i = from; i < to; i++) {
            rows.add(prefix + "E" + i + ",Ada," + (said.get(i) == 0 ? "" : prefix + "R" + said.get(i)));
        }
        return OtherNamesTest.lcs(rows.toArray(String[]::new));
    }

    private static Set<Set<String>> groups(String prefix) {
        Map<String, Set<String>> groups = new TreeMap<>();
        for (String row : hub.query("select entity_id, key from hub.contribution where key like '" + prefix + "%'")) {
            String[] parts = row.split("\\|");
            groups.computeIfAbsent(parts[0], entity -> new TreeSet<>()).add(parts[1]);
        }
        return new HashSet<>(groups.values());
    }

    private static Set<Set<String>> expected(String prefix, List<Integer> said) {
        Map<String, Set<String>> groups = new TreeMap<>();
        for (int r = 1; r <= 4; r++) {
            groups.computeIfAbsent("R" + r, key -> new TreeSet<>()).add(prefix + "R" + r);
        }
        for (int i = 0; i < said.size(); i++) {
            String partner = said.get(i) == 0 ? "E" + i : "R" + said.get(i);
            groups.computeIfAbsent(partner, key -> new TreeSet<>()).add(prefix + "E" + i);
        }
        return groups.values().stream().collect(Collectors.toSet());
    }
}
