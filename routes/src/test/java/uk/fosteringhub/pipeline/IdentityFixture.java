package uk.fosteringhub.pipeline;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.HubWords;
import uk.fosteringhub.core.identity.decide.PairOf;
import uk.fosteringhub.core.identity.decide.Pairs;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.decide.SecondReviewer;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.SyncSettings;

/** Persons of two systems, an address and a household that refer to them, and what was said of pairs of them. */
final class IdentityFixture implements AutoCloseable {
    static final FeedSettings LCS = HubFixture.csv("lcs-persons", "lcs/persons", FeedKind.DELTA);
    static final FeedSettings MOSAIC = HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.DELTA);
    static final FeedSettings ADDRESSES = HubFixture.csv("lcs-addresses", "lcs/addresses", FeedKind.DELTA);
    static final FeedSettings HOUSEHOLDS = HubFixture.csv("lcs-households", "lcs/households", FeedKind.DELTA);
    static final FeedSettings LCS_ENQUIRIES = HubFixture.csv("lcs-enquiries", "lcs/enquiries", FeedKind.DELTA);
    static final FeedSettings REFERRALS = HubFixture.csv("lafse-enquiries-csv", "lafse/enquiries-csv", FeedKind.DELTA);

    static final Map<String, Map<String, List<String>>> OWNERSHIP = Map.of(
            "person",
            Map.of("*", List.of("lcs", "mosaic"), "restricted", List.of("any")),
            "enquiry",
            Map.of("*", List.of("lcs", "lafse")));

    final HubFixture store;
    final List<Long> attributedAgain = new ArrayList<>();
    final List<String> hubWords = new ArrayList<>();

    IdentityFixture(Path folder) {
        this(folder, HubFixture.MAPPINGS);
    }

    IdentityFixture(Path folder, Path mappings) {
        store = new HubFixture(folder, OWNERSHIP, mappings, new SyncSettings(100, 2, 10_000), true);
    }

    /** @param rows key, first name, last name, birth date */
    void lcs(String... rows) {
        store.deliver(LCS, "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM\n" + String.join("\n", rows) + "\n");
    }

    /** @param rows key, first name, last name, birth date, restricted (Y or N) */
    void mosaic(String... rows) {
        store.deliver(
                MOSAIC, "PERSON_ID,FIRST_NAME,LAST_NAME,DATE_OF_BIRTH,RESTRICTED\n" + String.join("\n", rows) + "\n");
    }

    /** @param rows key of the person, code of the kind, day, postcode */
    void addresses(String... rows) {
        store.deliver(
                ADDRESSES, "DIM_PERSON_ID,ADDSS_TYPE_CODE,START_DTTM,POSTCODE\n" + String.join("\n", rows) + "\n");
    }

    /** @param rows key, code of the status, keys of the first and the second carer */
    void households(String... rows) {
        store.deliver(
                HOUSEHOLDS,
                "HOUSEHOLD_ID,STATUS_CODE,PRIMARY_CARER_ID,SECONDARY_CARER_ID\n" + String.join("\n", rows) + "\n");
    }

    Decisions decisions() {
        return decisions(SecondReviewer.NEVER);
    }

    Decisions decisions(SecondReviewer second) {
        return new Decisions(
                store.onStore(),
                new Merge(new Ownership(OWNERSHIP)),
                store.hub.targets(),
                second,
                new SaidWords(),
                this::again);
    }

    private void again(Collection<Long> entities) {
        attributedAgain.addAll(entities);
    }

    /** Keeps what it is told to say. */
    private final class SaidWords implements HubWords {
        @Override
        public void say(Connection connection, PersonRecord of, PersonRecord person, String cause) {
            hubWords.add("say " + of.key() + " " + person.key());
        }

        @Override
        public void takeBack(Connection connection, PersonRecord of, PersonRecord person, String cause) {
            hubWords.add("take back " + of.key() + " " + person.key());
        }
    }

    /** The record of a system and a key, by the only source that has it. */
    PersonRecord record(String system, String key) {
        return new PersonRecord(
                Integer.parseInt(store.one("select s.id from hub.source s join hub.contribution c on c.source_id = s.id"
                        + " where s.system = '" + system + "' and c.key = '" + key + "'")),
                key);
    }

    /** The rules say of a pair that it is one person, or that a person is to look. */
    long judged(boolean link, String one, String other, double weight) {
        PairOf pair = PairOf.of(named(one), named(other));
        store.onStore().inTransaction(connection -> {
            note(connection, pair, link, weight);
            return null;
        });
        return pair(one, other);
    }

    static void note(Connection connection, PairOf pair, boolean link, double weight) throws SQLException {
        String judgement = "{\"band\":\"" + (link ? "AUTO" : "REVIEW") + "\",\"weight\":" + weight
                + ",\"model\":\"1\",\"levels\":[],\"guards\":[]}";
        new Pairs(connection).note(List.of(new Pairs.Judged(pair, link, weight, judgement, "1")));
    }

    /** @param name such as {@code lcs:P1} */
    PersonRecord named(String name) {
        int colon = name.indexOf(':');
        return record(name.substring(0, colon), name.substring(colon + 1));
    }

    long pair(String one, String other) {
        PairOf pair = PairOf.of(named(one), named(other));
        return Long.parseLong(store.one("select id from hub.identity_pair where one_source = "
                + pair.one().source() + " and one_key = '" + pair.one().key() + "' and other_source = "
                + pair.other().source() + " and other_key = '" + pair.other().key() + "'"));
    }

    int version(long pair) {
        return Integer.parseInt(store.one("select version from hub.identity_pair where id = " + pair));
    }

    String state(long pair) {
        return store.one("select state from hub.identity_pair where id = " + pair);
    }

    Decisions.Wanted wanted(long pair, Verdict verdict, String actor) {
        return new Decisions.Wanted(pair, version(pair), verdict, "letters compared", actor, true);
    }

    Decisions.Outcome decide(long pair, Verdict verdict) throws DecisionRefused {
        return decisions().decide(wanted(pair, verdict, "rose"));
    }

    /** The hub id of a record now. */
    long entity(String name) {
        int colon = name.indexOf(':');
        return Long.parseLong(store.one("select c.entity_id from hub.contribution c join hub.source s"
                + " on s.id = c.source_id where s.system = '" + name.substring(0, colon) + "' and c.key = '"
                + name.substring(colon + 1) + "' and c.state <> 'x'"));
    }

    List<String> living() {
        return store.query(
                "select given_name || ' ' || family_name from fostering.person where ended_at is null order by 1");
    }

    @Override
    public void close() {
        store.close();
    }
}
