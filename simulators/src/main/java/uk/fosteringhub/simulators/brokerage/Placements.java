package uk.fosteringhub.simulators.brokerage;

import java.util.EnumSet;
import java.util.Optional;
import uk.fosteringhub.simulators.files.Feed;
import uk.fosteringhub.simulators.files.Mistake;
import uk.fosteringhub.simulators.files.Row;
import uk.fosteringhub.simulators.ssda903.AgencyPlacement;
import uk.fosteringhub.simulators.world.Draw;
import uk.fosteringhub.simulators.world.Identifiers;
import uk.fosteringhub.simulators.world.Stream;
import uk.fosteringhub.simulators.world.World;

/** Placements with agencies (assumed spreadsheet): the first such placement of each child of the return, and for a child
 * that has none there one that began after the return's year. A change is another fee. */
final class Placements implements Feed {
    private static final Form FORM = new Form(
            "brokerage-placements",
            "brokerage-placements.csv",
            "Placement Ref,Child ID,Start Date,Placement Type,Provider Type,Agency,Agency URN,Placement Postcode,"
                    + "Weekly Fee,End Date,End Reason",
            EnumSet.of(Mistake.MISSING_KEY, Mistake.IMPOSSIBLE_DATE, Mistake.UNKNOWN_CODE, Mistake.RAGGED_ROW));
    private static final long FIRST_PLACEMENT = 10_001;
    private static final String[] AGENCIES = {
        "Seaside Fostering Ltd",
        "Harbour Trust",
        "Weald Carers Ltd",
        "Downland Family Placement",
        "Kite Fostering, South"
    };

    @Override
    public Form form() {
        return FORM;
    }

    @Override
    public void write(long number, long of, int revision, Draw draw, Row row) {
        Optional<AgencyPlacement> known = AgencyPlacement.of(draw, number);
        draw.about(Stream.AGENCY, number);
        AgencyPlacement placement = known.orElseGet(() -> recent(draw));
        row.key("AP-" + (FIRST_PLACEMENT + number));
        row.number(World.personId(World.child(number)));
        row.mainBritishDay(placement.began());
        row.mainCode(placement.type());
        row.text(placement.provider());
        row.text(draw.pick(AGENCIES));
        row.text(placement.urn());
        row.text(placement.postcode());
        row.text((draw.between(780, 1_450) + revision) + ".50");
        row.britishDayOrNone(placement.ended().orElse(Row.NO_DAY));
        row.text(placement.changeReason());
    }

    private static AgencyPlacement recent(Draw draw) {
        return new AgencyPlacement(
                World.NIGHT + draw.between(1, 20),
                Optional.empty(),
                "U6",
                "PR4",
                Identifiers.postcode(draw),
                Identifiers.ofstedUrn(draw),
                "");
    }
}
