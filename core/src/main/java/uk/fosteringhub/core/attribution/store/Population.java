package uk.fosteringhub.core.attribution.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.attribution.journey.Enquiries;
import uk.fosteringhub.core.attribution.journey.Names;
import uk.fosteringhub.core.attribution.journey.TouchKind;
import uk.fosteringhub.core.attribution.journey.Touches;

/** Enquiries and touchpoints of the store, ready for the rules, with what is to be told of each beside them. */
final class Population {
    private static final Evidence[] EVIDENCE = Evidence.values();

    private final Touches touches = new Touches(new Names());
    private final Enquiries enquiries = new Enquiries();
    private final Map<Long, Integer> people = new HashMap<>();
    private final Map<Long, Integer> households = new HashMap<>();
    private final List<EnquiryRow> rows = new ArrayList<>();
    private final List<Told> told;
    private byte[] evidence = new byte[256];
    private float[] confidence = new float[256];
    private long[] campaign = new long[256];

    /** What else is known of an enquiry. */
    record EnquiryRow(
            long id, long personKey, long householdKey, boolean regional, boolean viaCouncil, boolean contradicting) {}

    /**
     * What is to be told of a touchpoint to people.
     *
     * @param entity hub id of the touchpoint, or of the enquiry whose record gives the evidence
     */
    record Told(long entity, boolean ofEnquiry, TakenSources.Source source) {}

    /** One touchpoint, or one piece of evidence that counts as such. */
    record Touch(
            String id,
            long personKey,
            String channel,
            TouchKind kind,
            String campaign,
            long campaignId,
            long micros,
            Evidence evidence,
            float confidence,
            Told told) {}

    /** @param telling whether people will want to know what each touchpoint came from */
    Population(boolean telling) {
        this.told = telling ? new ArrayList<>() : List.of();
    }

    void add(Touch touch) {
        int number = touches.add(
                touch.id(),
                number(people, touch.personKey()),
                touch.channel(),
                touch.kind(),
                touch.campaign(),
                touch.micros() * 1000);
        if (number < 0) {
            return;
        }
        if (number == evidence.length) {
            int length = number + (number >> 1);
            evidence = Arrays.copyOf(evidence, length);
            confidence = Arrays.copyOf(confidence, length);
            campaign = Arrays.copyOf(campaign, length);
        }
        evidence[number] = (byte) touch.evidence().ordinal();
        confidence[number] = touch.confidence();
        campaign[number] = touch.campaignId();
        if (told instanceof ArrayList) {
            told.add(touch.told());
        }
    }

    void add(EnquiryRow row, long micros, int reached) {
        if (enquiries.add(
                        Long.toString(row.id()),
                        number(people, row.personKey()),
                        number(households, row.householdKey()),
                        micros * 1000,
                        reached)
                >= 0) {
            rows.add(row);
        }
    }

    Population finished() {
        touches.sort(people.size());
        return this;
    }

    Touches touches() {
        return touches;
    }

    Enquiries enquiries() {
        return enquiries;
    }

    EnquiryRow row(int enquiry) {
        return rows.get(enquiry);
    }

    Evidence evidence(int touch) {
        return EVIDENCE[evidence[touch]];
    }

    float confidence(int touch) {
        return confidence[touch];
    }

    /** 0: none of the campaign calendar. */
    long campaignId(int touch) {
        return campaign[touch];
    }

    Told told(int touch) {
        return told.get(touch);
    }

    private static int number(Map<Long, Integer> numbers, long key) {
        Integer known = numbers.putIfAbsent(key, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }
}
