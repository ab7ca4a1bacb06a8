package uk.fosteringhub.core.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.corrections.Correction;
import uk.fosteringhub.core.failures.FailureLog;
import uk.fosteringhub.core.failures.FailureQuery;
import uk.fosteringhub.core.failures.FailureSearch;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.sync.Fate;
import uk.fosteringhub.core.sync.ReplayMember;
import uk.fosteringhub.core.sync.ReplayPassage;

/** Looks at what a replay would do, without doing it. */
public final class Previews {
    private static final int AT_ONCE = 500;
    private static final int MOST_SENTENCES = 20;

    private final Database database;
    private final Payloads payloads;
    private final Map<String, FeedSettings> feeds;
    private final ReplayPassage passage;
    private final TargetReplay targets;
    private final FailureSearch search;

    Previews(
            Database database,
            Payloads payloads,
            ZoneId zone,
            Map<String, FeedSettings> feeds,
            ReplayPassage passage,
            TargetReplay targets) {
        this.database = database;
        this.payloads = payloads;
        this.feeds = feeds;
        this.passage = passage;
        this.targets = targets;
        this.search = new FailureSearch(database, payloads, zone);
    }

    /**
     * @param query as for {@link ReplaySets.Wanted}
     * @param fix by which they would be read
     * @param most at how many it looks, the newest first; all are counted
     */
    public Preview of(FailureQuery query, Optional<Correction.Fix> fix, int most) {
        FailureQuery eligible = ReplaySets.eligible(query);
        Map<Fate.Kind, Integer> counts = new EnumMap<>(Fate.Kind.class);
        Map<String, Integer> sentences = new HashMap<>();
        int looked = 0;
        long before = 0;
        while (looked < most) {
            List<FailureSearch.Found> found = search.page(eligible, before, Math.min(AT_ONCE, most - looked));
            if (found.isEmpty()) {
                break;
            }
            before = found.get(found.size() - 1).id();
            looked += found.size();
            List<Long> ids = found.stream().map(FailureSearch.Found::id).toList();
            database.inTransaction(connection -> fates(connection, ids, fix)).forEach(fate -> {
                counts.merge(fate.kind(), 1, Integer::sum);
                sentences.merge(fate.sentence(), 1, Integer::sum);
            });
        }
        Map<String, Integer> frequent = new LinkedHashMap<>();
        sentences.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_SENTENCES)
                .forEach(entry -> frequent.put(entry.getKey(), entry.getValue()));
        return new Preview(
                looked < most ? looked : search.count(eligible, Integer.MAX_VALUE - 1), looked, counts, frequent);
    }

    private List<Fate> fates(Connection connection, List<Long> failures, Optional<Correction.Fix> fix)
            throws SQLException {
        List<Fate> fates = new ArrayList<>();
        Map<String, List<ReplayMember>> records = new LinkedHashMap<>();
        for (Members.Member member : new Members(connection, payloads).of(failures)) {
            ReplayMember record = member.record();
            if (TargetReplay.isAbout(record.feed())) {
                fates.add(targets.apply(connection, record.feed(), record.key(), false));
            } else if (!feeds.containsKey(record.feed())) {
                fates.add(Fate.of(Fate.Kind.LEFT, "there is no feed " + record.feed() + " in the settings any more"));
            } else if (record.key().equals(FailureLog.WHOLE_DELIVERY)) {
                fates.add(Fate.of(Fate.Kind.APPLIED, "the delivery is read again from the archive"));
            } else if (record.key().equals(FailureLog.ENDING)) {
                fates.add(Fate.of(Fate.Kind.APPLIED, "the records that the snapshot no longer has are ended"));
            } else if (!member.damage().isEmpty()) {
                fates.add(Replayer.damaged(member));
            } else {
                records.computeIfAbsent(record.feed(), feed -> new ArrayList<>())
                        .add(record);
            }
        }
        for (Map.Entry<String, List<ReplayMember>> feed : records.entrySet()) {
            fates.addAll(passage.preview(connection, feeds.get(feed.getKey()), feed.getValue(), fix)
                    .values());
        }
        return fates;
    }
}
