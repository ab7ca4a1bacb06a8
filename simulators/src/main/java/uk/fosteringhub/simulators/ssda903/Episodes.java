package uk.fosteringhub.simulators.ssda903;

import java.util.EnumSet;
import java.util.List;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/**
 * episodes.csv: by child, then by date. Twenty rows belong to five children, who share them in one of a few ways, so that
 * any row can be made by itself. Where the file ends in the middle of a child's episodes, its last one is still open.
 * A change is a moved family home.
 */
final class Episodes implements Feed {
    private static final Form FORM = new Form(
            "ssda903-episodes",
            "episodes.csv",
            "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final int[][] SHARES = {
        {4, 4, 4, 4, 4}, {1, 7, 3, 5, 4}, {2, 6, 1, 3, 8}, {1, 1, 6, 9, 3}, {5, 2, 5, 2, 6}
    };
    private static final int ROWS_SHARED = 20;
    private static final int CHILDREN_SHARING = 5;

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        long block = number / ROWS_SHARED;
        int[] shares = shares(draw, block);
        int turn = (int) (number % ROWS_SHARED);
        int place = 0;
        while (turn >= shares[place]) {
            turn -= shares[place++];
        }
        long child = block * CHILDREN_SHARING + place;
        List<Episode> care = Care.of(draw, child, shares[place]);
        Episode episode = care.get(turn);
        boolean cutOff = number == of - 1 && turn < care.size() - 1;
        boolean open = cutOff || episode.endedBecause().isEmpty();
        draw.about(Stream.EPISODES, ~child - revision);
        row.key(World.personId(World.child(child)));
        row.mainBritishDay(episode.began());
        row.text(episode.why());
        row.text(episode.legalStatus());
        row.text(episode.need());
        row.mainCode(episode.stay().type());
        row.text(episode.stay().provider());
        if (open) {
            row.none().none().none();
        } else {
            row.britishDay(episode.ended()).text(episode.endedBecause()).text(episode.changeReason());
        }
        row.text(Identifiers.postcode(draw));
        row.text(episode.stay().postcode());
        row.text(episode.stay().urn());
    }

    /** A child's whole time in care, by its place among the children of the return. */
    static List<Episode> careOf(Draw draw, long child) {
        int[] shares = shares(draw, child / CHILDREN_SHARING);
        return Care.of(draw, child, shares[(int) (child % CHILDREN_SHARING)]);
    }

    private static int[] shares(Draw draw, long block) {
        return draw.about(Stream.EPISODE_BLOCK, block).pick(SHARES);
    }
}
