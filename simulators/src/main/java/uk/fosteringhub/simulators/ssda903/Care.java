package uk.fosteringhub.simulators.ssda903;

import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Person;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * A child's time in care as a sequence of episodes that keeps the return's rules: the first begins with S, what follows at
 * once begins with what changed and its forerunner ends with X1, placements with parents need a care order, and a provider
 * stands where the placement type has one.
 */
final class Care {
    private static final String[] VOLUNTARY = {"V2"};
    private static final String[] ORDERS = {"C1", "C2", "E1"};
    private static final String[] CARE_ORDERS = {"C1", "C2"};
    private static final String[] NEEDS = {"N1", "N1", "N1", "N2", "N3", "N4", "N5", "N6", "N8"};
    private static final String[] FOSTERING = {"U1", "U3", "U4", "U4", "U6", "U6", "U6", "U6"};
    private static final String[] LEFT = {"E4A", "E4B", "E8", "E41", "E13"};
    private static final String[] REASONS = {
        "CARPL", "CLOSE", "STAND", "APPRR", "CREQB", "CREQO", "CHILD", "LAREQ", "PLACE", "OTHER"
    };
    private static final String[] CHANGES = {
        "P", "P", "P", "P", "P", "P", "P", "P", "P", "L", "L", "L", "L", "L", "L", "L", "T", "T", "U", "B"
    };
    private static final int SHORTEST = 200;
    private static final int LONGEST = 2_200;

    private Care() {}

    static List<Episode> of(Draw draw, long number, int episodes) {
        Person child = Person.of(draw, World.child(number));
        draw.about(Stream.EPISODES, number);
        boolean stillInCare = draw.chance(0.7);
        int last = stillInCare ? World.NIGHT - draw.below(60) : World.NIGHT - 1 - draw.below(80);
        int inCare = Math.min(last - child.bornOn() - 1, draw.between(SHORTEST, LONGEST));
        int gap = episodes > 3 && draw.chance(0.08) ? draw.between(1, episodes - 1) : -1;
        String need = draw.pick(NEEDS);
        List<Episode> care = new ArrayList<>(episodes);
        for (int turn = 0; turn < episodes; turn++) {
            int began = last - inCare + (int) ((long) inCare * turn / episodes);
            if (turn == 0) {
                care.add(begin(draw, began, need));
            } else if (turn == gap) {
                leave(draw, care, began - Math.min(20, inCare / episodes / 2));
                care.add(begin(draw, began, need));
            } else {
                goOn(draw, care, began, need);
            }
        }
        if (!stillInCare) {
            leave(draw, care, last);
        }
        return care;
    }

    private static Episode begin(Draw draw, int day, String need) {
        String status = draw.chance(0.5) ? draw.pick(VOLUNTARY) : draw.pick(CARE_ORDERS);
        return new Episode(day, "S", status, need, stay(draw, status), day, "", "");
    }

    private static void goOn(Draw draw, List<Episode> care, int day, String need) {
        Episode before = care.get(care.size() - 1);
        String why = draw.pick(CHANGES);
        boolean newStatus = why.equals("L") || why.equals("T") || why.equals("B");
        boolean newStay = !why.equals("L");
        String status = newStatus ? another(draw, before) : before.legalStatus();
        Episode.Stay stay = newStay ? stay(draw, status) : before.stay();
        if (why.equals("U") || why.equals("B")) {
            // Only the carer changes: the same kind of placement with someone else.
            stay = before.atHome() ? withOtherCarer(draw, stay) : withOtherCarer(draw, before.stay());
        }
        care.set(care.size() - 1, before.until(day, "X1", newStay ? draw.pick(REASONS) : ""));
        care.add(new Episode(day, why, status, need, stay, day, "", ""));
    }

    private static void leave(Draw draw, List<Episode> care, int day) {
        int lastTurn = care.size() - 1;
        Episode before = care.get(lastTurn);
        care.set(lastTurn, before.until(Math.max(day, before.began() + 1), draw.pick(LEFT), ""));
    }

    /** A child placed with parents stays under a care order. */
    private static String another(Draw draw, Episode before) {
        String[] choices = before.atHome() ? CARE_ORDERS : ORDERS;
        String status = draw.pick(choices);
        while (status.equals(before.legalStatus())) {
            status = draw.pick(choices);
        }
        return status;
    }

    private static Episode.Stay stay(Draw draw, String status) {
        if (status.startsWith("C") && draw.chance(0.04)) {
            return new Episode.Stay("P1", "PR0", Identifiers.postcode(draw), "");
        }
        if (draw.chance(0.08)) {
            return new Episode.Stay(
                    "K2", draw.chance(0.3) ? "PR1" : "PR4", Identifiers.postcode(draw), Identifiers.ofstedUrn(draw));
        }
        return withOtherCarer(draw, new Episode.Stay(draw.pick(FOSTERING), "", "", ""));
    }

    private static Episode.Stay withOtherCarer(Draw draw, Episode.Stay stay) {
        if (stay.type().equals("P1")) {
            return new Episode.Stay(stay.type(), "PR0", Identifiers.postcode(draw), "");
        }
        double inHouse = 0.36;
        String provider = draw.chance(inHouse) ? "PR1" : draw.chance(0.85) ? "PR4" : "PR5";
        return new Episode.Stay(stay.type(), provider, Identifiers.postcode(draw), Identifiers.ofstedUrn(draw));
    }
}
