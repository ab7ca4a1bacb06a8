package uk.fosteringhub.core.attribution.journey;

import java.time.Duration;
import java.util.Arrays;

/**
 * Makes the journey of an enquiry of its person's touchpoints.
 *
 * <ul>
 *   <li>R2: only touchpoints from the window's length before the enquiry up to the enquiry, both ends included.
 *   <li>R3: the same channel and campaign no longer after the last one that was kept collapses into that one.
 *   <li>R4: transit takes no credit; where nothing but transit is left, the channel is {@link Journey#VIA_REDIRECT}, where
 *       nothing at all, {@link Journey#NO_EVIDENCE}.
 *   <li>R5: in the order of time, ties by id.
 * </ul>
 */
public final class JourneyRules {
    private final long window;
    private final long same;
    private final boolean inferredCounts;
    private final Touches touches;
    private final int viaRedirect;
    private final int noEvidence;
    private Fate[] fates = new Fate[16];
    private int first;
    private int last;

    /**
     * @param window how long before the enquiry a touchpoint may lie
     * @param same within what time the same touchpoint counts once
     * @param inferredCounts whether what is only inferred takes credit where nothing else is there
     * @param touches sorted
     */
    public JourneyRules(Duration window, Duration same, boolean inferredCounts, Touches touches) {
        this.inferredCounts = inferredCounts;
        this.window = window.toNanos();
        this.same = same.toNanos();
        this.touches = touches;
        this.viaRedirect = touches.channels().add(Journey.VIA_REDIRECT);
        this.noEvidence = touches.channels().add(Journey.NO_EVIDENCE);
    }

    /**
     * @param person number of the person; -1 for one without touchpoints
     * @param enquiredAt nanoseconds on the scale of the touchpoints
     */
    public void fill(Journey journey, int person, long enquiredAt) {
        journey.begin(enquiredAt);
        decide(person, enquiredAt);
        settle();
        boolean carried = false;
        for (int place = first; place < last; place++) {
            int touch = touches.inOrder(place);
            if (fates[place - first] == Fate.COUNTED) {
                journey.add(touch, touches.channel(touch), touches.at(touch));
            }
            carried |= fates[place - first] == Fate.CARRIED;
        }
        if (journey.length() == 0) {
            journey.add(-1, carried ? viaRedirect : noEvidence, enquiredAt);
        }
    }

    /** How many touchpoints the person of the last enquiry has, within the window or not. */
    public int considered() {
        return last - first;
    }

    /** One of those, by its place in the order. */
    public int touch(int place) {
        return touches.inOrder(first + place);
    }

    /** What became of it. */
    public Fate fate(int place) {
        return fates[place];
    }

    private void decide(int person, long enquiredAt) {
        first = person < 0 ? 0 : touches.start(person);
        last = person < 0 ? 0 : touches.start(person + 1);
        if (last - first > fates.length) {
            fates = Arrays.copyOf(fates, Math.max(last - first, fates.length * 2));
        }
        for (int place = first; place < last; place++) {
            int touch = touches.inOrder(place);
            fates[place - first] = fate(place, touch, touches.at(touch), enquiredAt);
        }
    }

    private Fate fate(int place, int touch, long at, long enquiredAt) {
        if (at > enquiredAt) {
            return Fate.TOO_LATE;
        }
        if (at < enquiredAt - window) {
            return Fate.TOO_EARLY;
        }
        if (repeats(place, touch, at)) {
            return Fate.REPEATED;
        }
        return switch (touches.kind(touch)) {
            case SOURCE, NUDGE -> Fate.COUNTED;
            case TRANSIT -> Fate.CARRIED;
            case ANSWER -> Fate.SUPPORTS;
            case INFERRED -> Fate.INFERRED;
        };
    }

    /** Where nothing was observed, answers count; where there are none either, what is inferred, if it may. */
    private void settle() {
        if (!has(Fate.COUNTED) && !replace(Fate.SUPPORTS) && inferredCounts) {
            replace(Fate.INFERRED);
        }
    }

    private boolean has(Fate fate) {
        for (int i = 0; i < last - first; i++) {
            if (fates[i] == fate) {
                return true;
            }
        }
        return false;
    }

    private boolean replace(Fate fate) {
        boolean replaced = false;
        for (int i = 0; i < last - first; i++) {
            if (fates[i] == fate) {
                fates[i] = Fate.COUNTED;
                replaced = true;
            }
        }
        return replaced;
    }

    /** An answer does not make what was observed a repetition. */
    private int weight(int touch) {
        return Math.max(touches.kind(touch).ordinal(), TouchKind.TRANSIT.ordinal());
    }

    /** Whether one that was kept is the same and lies near enough. */
    private boolean repeats(int place, int touch, long at) {
        for (int earlier = place - 1; earlier >= first; earlier--) {
            int other = touches.inOrder(earlier);
            Fate fate = fates[earlier - first];
            if (fate == Fate.TOO_EARLY || at - touches.at(other) > same) {
                return false;
            }
            if (fate != Fate.REPEATED
                    && weight(other) <= weight(touch)
                    && touches.channel(other) == touches.channel(touch)
                    && touches.campaign(other) == touches.campaign(touch)) {
                return true;
            }
        }
        return false;
    }
}
