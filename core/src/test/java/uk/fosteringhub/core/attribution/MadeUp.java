package uk.fosteringhub.core.attribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import uk.fosteringhub.core.attribution.journey.Enquiries;
import uk.fosteringhub.core.attribution.journey.Names;
import uk.fosteringhub.core.attribution.journey.Stage;
import uk.fosteringhub.core.attribution.journey.TouchKind;
import uk.fosteringhub.core.attribution.journey.Touches;
import uk.fosteringhub.core.attribution.model.Model;
import uk.fosteringhub.core.attribution.model.RemovalEffect;
import uk.fosteringhub.core.attribution.model.TooManyChannels;

/** Made-up people with touchpoints and enquiries. */
record MadeUp(List<Touch> touches, List<Enquiry> enquiries) {
    static final int PEOPLE = 5;
    static final long MINUTE = 60_000_000_000L;
    static final long DAY = 24 * 60 * MINUTE;

    record Touch(int id, int person, int channel, int campaign, TouchKind kind, long at) {
        /** A redirect is never the name of a source. */
        String channelName() {
            return (kind == TouchKind.TRANSIT ? "redirect " : "source ") + channel;
        }
    }

    record Enquiry(int id, int person, long at, int reached) {}

    /** One credit as it is given. */
    record Given(String enquiry, Model model, String channel, double credit) {}

    record Outcome(List<Given> credits, List<String> totals) {}

    static Arbitrary<MadeUp> any() {
        Arbitrary<Long> times = Arbitraries.oneOf(
                // near the window's edge and within minutes of each other
                Arbitraries.longs().between(0, 120).map(minutes -> 10 * DAY + minutes * MINUTE),
                Arbitraries.longs().between(0, 110).map(days -> days * DAY),
                Arbitraries.longs().between(0, 110 * DAY));
        Arbitrary<Touch> touch = Combinators.combine(
                        Arbitraries.integers().between(0, PEOPLE - 1),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.of(TouchKind.values()),
                        times)
                .as((person, channel, campaign, kind, at) -> new Touch(0, person, channel, campaign, kind, at));
        Arbitrary<Enquiry> enquiry = Combinators.combine(
                        Arbitraries.integers().between(0, PEOPLE - 1),
                        Arbitraries.oneOf(Arbitraries.just(100 * DAY + 10), times),
                        Arbitraries.integers().between(0, 127))
                .as((person, at, reached) -> new Enquiry(0, person, at, reached));
        return Combinators.combine(
                        touch.list().ofMaxSize(40), enquiry.list().ofMinSize(1).ofMaxSize(8))
                .as((touches, enquiries) -> new MadeUp(numbered(touches), numberedEnquiries(enquiries)));
    }

    private static List<Touch> numbered(List<Touch> touches) {
        List<Touch> numbered = new ArrayList<>();
        for (Touch one : touches) {
            numbered.add(new Touch(numbered.size(), one.person, one.channel, one.campaign, one.kind, one.at));
        }
        return numbered;
    }

    private static List<Enquiry> numberedEnquiries(List<Enquiry> enquiries) {
        List<Enquiry> numbered = new ArrayList<>();
        for (Enquiry one : enquiries) {
            numbered.add(new Enquiry(numbered.size(), one.person, one.at, one.reached));
        }
        return numbered;
    }

    MadeUp shuffled(long seed) {
        List<Touch> otherTouches = new ArrayList<>(touches);
        List<Enquiry> otherEnquiries = new ArrayList<>(enquiries);
        Collections.shuffle(otherTouches, new Random(seed));
        Collections.shuffle(otherEnquiries, new Random(seed + 1));
        return new MadeUp(otherTouches, otherEnquiries);
    }

    Outcome attributed() {
        Names channels = new Names();
        Touches columns = new Touches(channels);
        for (Touch one : touches) {
            columns.add(
                    "T" + one.id, one.person, one.channelName(), one.kind, one.campaign == 0 ? "" : "spring", one.at);
        }
        columns.sort(PEOPLE);
        Enquiries list = new Enquiries();
        for (Enquiry one : enquiries) {
            // two of the people share a household
            list.add("E" + one.id, one.person, one.person / 2, one.at, one.reached);
        }
        List<Given> credits = new ArrayList<>();
        try {
            Attribution.Result result = new Attribution(AttributionSettings.DEFAULT)
                    .run(columns, list, (enquiry, model, shares) -> {
                        for (int i = 0; i < shares.size(); i++) {
                            credits.add(new Given(
                                    list.id(enquiry), model, channels.get(shares.channel(i)), shares.credit(i)));
                        }
                    });
            List<String> totals = new ArrayList<>();
            for (RemovalEffect effect : result.effects()) {
                totals.add(channels.get(effect.channel()) + " " + effect.effect() + " " + effect.share());
            }
            int[] byName = new int[channels.size()];
            for (int channel = 0; channel < channels.size(); channel++) {
                byName[result.ranks()[channel]] = channel;
            }
            for (int channel : byName) {
                for (Model model : Model.values()) {
                    for (Stage stage : Stage.all()) {
                        totals.add(channels.get(channel) + " " + model + " " + stage + " "
                                + result.totals().credit(model, channel, stage));
                    }
                }
            }
            return new Outcome(credits, totals);
        } catch (TooManyChannels impossible) {
            throw new AssertionError(impossible);
        }
    }
}
