package uk.fosteringhub.simulators.ssda903;

import java.util.List;
import java.util.Optional;
import uk.fosteringhub.simulators.world.Draw;

/**
 * A child's first placement with an agency, as the return tells it: for those who bought it.
 *
 * @param began epoch day
 * @param ended epoch day, where it has ended
 * @param type placement type of the return
 * @param provider PR4 or PR5
 * @param changeReason why it ended; empty where that is not told
 */
public record AgencyPlacement(
        int began,
        Optional<Integer> ended,
        String type,
        String provider,
        String postcode,
        String urn,
        String changeReason) {

    /** @param child its place among the children of the return, from 0 */
    public static Optional<AgencyPlacement> of(Draw draw, long child) {
        List<Episode> care = Episodes.careOf(draw, child);
        for (int i = 0; i < care.size(); i++) {
            String provider = care.get(i).stay().provider();
            if (!care.get(i).why().equals("L") && (provider.equals("PR4") || provider.equals("PR5"))) {
                return Optional.of(from(care, i));
            }
        }
        return Optional.empty();
    }

    /** An episode that only changes the legal status goes on with the same placement. */
    private static AgencyPlacement from(List<Episode> care, int first) {
        int last = first;
        while (last + 1 < care.size() && care.get(last + 1).why().equals("L")) {
            last++;
        }
        Episode begin = care.get(first);
        Episode end = care.get(last);
        return new AgencyPlacement(
                begin.began(),
                end.endedBecause().isEmpty() ? Optional.empty() : Optional.of(end.ended()),
                begin.stay().type(),
                begin.stay().provider(),
                begin.stay().postcode(),
                begin.stay().urn(),
                end.changeReason());
    }
}
