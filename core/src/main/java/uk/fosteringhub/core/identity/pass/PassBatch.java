package uk.fosteringhub.core.identity.pass;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import uk.fosteringhub.core.identity.decide.PairOf;
import uk.fosteringhub.core.identity.decide.Pairs;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.judge.LinkModel;
import uk.fosteringhub.core.identity.judge.PairJudge;
import uk.fosteringhub.core.identity.person.PersonFeatures;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.store.Together;

/**
 * Compares some person records with all others and does what follows, in the caller's transaction. Done again it finds
 * nothing more to do.
 */
final class PassBatch {
    private static final String PERSON = "person";
    private static final String ENQUIRY = "enquiry";
    private static final String TOUCHPOINT = "touchpoint";

    private final Connection connection;
    private final Duration sameEnquiryWithin;
    private final PairJudge judge;
    private final StoreFrequencies frequencies;
    private final RecordIndex index;
    private final Merge merge;
    private final Function<RecordType, List<String>> changesGoTo;
    private final boolean news;

    /** @param news whether what follows is news for other systems, which {@code changesGoTo} knows too */
    PassBatch(
            Connection connection,
            LinkModel model,
            Duration sameEnquiryWithin,
            Merge merge,
            Function<RecordType, List<String>> changesGoTo,
            boolean news) {
        this.connection = connection;
        this.sameEnquiryWithin = sameEnquiryWithin;
        this.frequencies = new StoreFrequencies(connection);
        this.judge = new PairJudge(model, frequencies);
        this.index = new RecordIndex(connection);
        this.merge = merge;
        this.changesGoTo = changesGoTo;
        this.news = news;
    }

    /**
     * What a batch did.
     *
     * @param compared pairs of records that were worth a look
     * @param links acts that followed: records that became one, and words said
     */
    record Done(long compared, int links) {}

    /**
     * @param records that there are
     * @param gone names of records that there are no longer
     */
    Done carryOut(Map<PersonRecord, KeptRecord> records, Collection<PersonRecord> gone) throws SQLException {
        Map<PersonRecord, PersonFeatures> features = new HashMap<>();
        Set<PairOf> worth = worthALook(records.values(), features);
        Set<PersonRecord> concerned = new TreeSet<>(records.keySet());
        worth.forEach(pair -> {
            concerned.add(pair.one());
            concerned.add(pair.other());
        });
        Neighbours neighbours = Neighbours.of(connection, concerned);
        complete(features, neighbours.standings().keySet());
        Settling settling = new Settling(neighbours, judge, features);
        Findings findings = new Findings(neighbours, settling, settling.settle(worth), records.keySet());
        SameEnquiries enquiries = new SameEnquiries(connection, sameEnquiryWithin);
        List<PairOf> sameEnquiries = enquiries.of(enquirers(neighbours.standings(), records.keySet()));
        Pairs pairs = new Pairs(connection);
        Acts acts = new Acts(connection, merge, changesGoTo, news);
        boolean locked = acts.lock(
                !findings.merging(neighbours.standings()).isEmpty() || !sameEnquiries.isEmpty(), findings.speaking());
        pairs.note(findings.toNote());
        pairs.drop(findings.toDrop());
        // Enquiries of one person may have nothing else in common, and were not looked at yet.
        sameEnquiries.forEach(pair -> {
            concerned.add(pair.one());
            concerned.add(pair.other());
        });
        // Another may have been at it while we waited.
        Map<PersonRecord, Standing> present = locked ? new Standings(connection).of(concerned) : neighbours.standings();
        List<PairOf> wanted = new ArrayList<>(findings.merging(present));
        wanted.addAll(sameEnquiries);
        List<PairOf> one = enquiries.askedOnce(wanted, enquiries(present));
        pairs.note(sameEnquiries.stream()
                .filter(one::contains)
                .map(pair -> new Pairs.Judged(pair, true, 0, SameEnquiries.RULE, ""))
                .toList());
        int done = acts.carryOut(one, findings.words(gone), present);
        new FoundHouseholds(connection).update(acts.householdsOf(records.keySet(), gone, present));
        return new Done(worth.size(), done);
    }

    /** The pairs of these records with others that may be one person's. */
    private Set<PairOf> worthALook(Collection<KeptRecord> records, Map<PersonRecord, PersonFeatures> features)
            throws SQLException {
        Map<Long, PersonFeatures> read = new HashMap<>();
        read(records, read);
        Together first = new Together(connection);
        frequencies.prepare(
                records.stream().map(record -> read.get(record.id())).toList(), first);
        Map<Long, Set<Long>> candidates = comparable(records, first);
        Map<Long, KeptRecord> all = new HashMap<>(index.numbered(all(candidates)));
        records.forEach(record -> all.put(record.id(), record));
        read(all.values(), read);
        Map<PairOf, Candidate> open = new TreeMap<>(KnownPairs.BY_NAMES);
        for (KeptRecord record : records) {
            features.put(record.record(), read.get(record.id()));
            for (long other : candidates.get(record.id())) {
                KeptRecord candidate = all.get(other);
                if (candidate != null && read.containsKey(other)) {
                    open.putIfAbsent(
                            PairOf.of(record.record(), candidate.record()),
                            new Candidate(read.get(record.id()), candidate.record(), read.get(other)));
                }
            }
        }
        return worthALook(open, features);
    }

    /**
     * For each record the numbers of others that it has a key in common with and may be compared with.
     *
     * @param others are carried out before, together with the first questions
     */
    private Map<Long, Set<Long>> comparable(Collection<KeptRecord> records, Together others) throws SQLException {
        Map<Integer, Source> sources = new HashMap<>();
        others.ask(
                "select id, system, record_type from hub.source",
                row -> sources.put(row.getInt(1), new Source(row.getString(2), row.getString(3))));
        Map<Long, Set<Long>> candidates = new Blocks(connection).candidates(records, others);
        for (KeptRecord record : records) {
            Source source = sources.get(record.record().source());
            candidates
                    .get(record.id())
                    .removeIf(other -> !mayBeCompared(source, sources.get(RecordNumber.source(other))));
        }
        leaveOutEnquiriesLongApart(
                records.stream().filter(record -> record.type().equals(ENQUIRY)).toList(),
                candidates,
                other -> sources.get(RecordNumber.source(other)).type().equals(ENQUIRY));
        return candidates;
    }

    private void leaveOutEnquiriesLongApart(
            List<KeptRecord> enquiries, Map<Long, Set<Long>> candidates, LongPredicate isEnquiry) throws SQLException {
        Set<Long> others = new HashSet<>();
        for (KeptRecord enquiry : enquiries) {
            candidates.get(enquiry.id()).stream().filter(isEnquiry::test).forEach(others::add);
        }
        Map<Long, Instant> times = index.times(others);
        for (KeptRecord enquiry : enquiries) {
            candidates
                    .get(enquiry.id())
                    .removeIf(other -> isEnquiry.test(other)
                            && !SameEnquiries.mayBeOne(
                                    enquiry.at(), Optional.ofNullable(times.get(other)), sameEnquiryWithin));
        }
    }

    private static Set<Long> all(Map<Long, Set<Long>> candidates) {
        return candidates.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** A record that has a key in common with one of the batch. */
    private record Candidate(PersonFeatures asked, PersonRecord record, PersonFeatures features) {}

    /** Whatever the pairs need to know of how frequent values are is looked up for all of them at once. */
    private Set<PairOf> worthALook(Map<PairOf, Candidate> open, Map<PersonRecord, PersonFeatures> features)
            throws SQLException {
        Set<PairOf> worth = new TreeSet<>(KnownPairs.BY_NAMES);
        Map<PairOf, Candidate> asked = open;
        while (!asked.isEmpty()) {
            Map<PairOf, Candidate> again = new TreeMap<>(KnownPairs.BY_NAMES);
            asked.forEach((pair, candidate) -> {
                Optional<Boolean> answer =
                        frequencies.ifKnown(() -> judge.worthALook(candidate.asked(), candidate.features()));
                if (answer.isEmpty()) {
                    again.put(pair, candidate);
                } else if (answer.get()) {
                    worth.add(pair);
                    features.put(candidate.record(), candidate.features());
                }
            });
            frequencies.readMissing();
            asked = again;
        }
        return worth;
    }

    /** Whose records they are, and what they tell. */
    private record Source(String system, String type) {}

    /** Of enquiries only those by different ways. */
    private static boolean mayBeCompared(Source one, Source other) {
        if (one.type().equals(PERSON) || other.type().equals(PERSON)) {
            return true;
        }
        if (one.type().equals(ENQUIRY) && other.type().equals(ENQUIRY)) {
            return !one.system().equals(other.system());
        }
        return one.type().equals(ENQUIRY) && other.type().equals(TOUCHPOINT)
                || one.type().equals(TOUCHPOINT) && other.type().equals(ENQUIRY);
    }

    /** Reads of records what was not read before. */
    private static void read(Collection<KeptRecord> records, Map<Long, PersonFeatures> read) {
        for (KeptRecord record : records) {
            if (record.version() == KeptRecord.VERSION) {
                read.computeIfAbsent(record.id(), id -> PersonFeatures.fromJson(record.features()));
            }
        }
    }

    private void complete(Map<PersonRecord, PersonFeatures> features, Collection<PersonRecord> wanted)
            throws SQLException {
        List<PersonRecord> missing =
                wanted.stream().filter(record -> !features.containsKey(record)).toList();
        index.named(missing).forEach((record, kept) -> {
            if (kept.version() == KeptRecord.VERSION) {
                features.put(record, PersonFeatures.fromJson(kept.features()));
            }
        });
    }

    /** The enquiries among some records, with their hub ids. */
    private static Map<PersonRecord, Long> enquiries(Map<PersonRecord, Standing> present) {
        Map<PersonRecord, Long> enquiries = new HashMap<>();
        present.forEach((record, standing) -> {
            if (standing.type().equals(ENQUIRY)) {
                enquiries.put(record, standing.entity());
            }
        });
        return enquiries;
    }

    /** The persons whose enquiries are among some records. */
    private static Set<Long> enquirers(Map<PersonRecord, Standing> standings, Collection<PersonRecord> records) {
        Set<Long> persons = new TreeSet<>();
        for (PersonRecord record : records) {
            Optional.ofNullable(standings.get(record))
                    .filter(standing -> standing.type().equals(ENQUIRY))
                    .ifPresent(standing -> standing.person().ifPresent(persons::add));
        }
        return persons;
    }
}
