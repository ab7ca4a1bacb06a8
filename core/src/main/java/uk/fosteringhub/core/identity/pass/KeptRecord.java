package uk.fosteringhub.core.identity.pass;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.person.BlockingKeys;
import uk.fosteringhub.core.identity.person.PersonFeatures;

/**
 * A row of {@code hub.identity_record}.
 *
 * @param id see {@link RecordNumber}
 * @param features as JSON
 * @param version of the rules they were made by
 * @param at when the enquiry came in, or the touchpoint was
 * @param blocks the keys under which it is found
 * @param counted the values that are counted
 * @param contacts those of them that are telephone numbers and e-mail addresses
 * @param name stands for the full name; 0 for none
 * @param homes where the person lives now
 */
record KeptRecord(
        long id,
        PersonRecord record,
        String type,
        String features,
        int version,
        Optional<Instant> at,
        long[] blocks,
        long[] counted,
        long[] contacts,
        long name,
        long[] homes) {
    /** Of the rules by which features, blocks and hashes are made: another one makes everything anew. */
    static final int VERSION = 1;

    static KeptRecord of(long id, PersonSaid record) {
        PersonFeatures features = record.features();
        return new KeptRecord(
                id,
                record.name(),
                record.type(),
                features.toJson(),
                VERSION,
                record.at(),
                BlockingKeys.of(features),
                features.values(),
                Arrays.stream(features.contacts()).sorted().distinct().toArray(),
                features.nameKey(),
                record.homes());
    }

    boolean saysTheSameAs(KeptRecord other) {
        return version == other.version
                && features.equals(other.features)
                && at.equals(other.at)
                && name == other.name
                && Arrays.equals(blocks, other.blocks)
                && Arrays.equals(counted, other.counted)
                && Arrays.equals(contacts, other.contacts)
                && Arrays.equals(homes, other.homes);
    }
}
