package uk.fosteringhub.simulators.demo;

import static uk.fosteringhub.simulators.demo.PlantedRecord.Outcome.CODE_UNMAPPED;
import static uk.fosteringhub.simulators.demo.PlantedRecord.Outcome.REFUSED;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import uk.fosteringhub.simulators.files.Mistake;

/** Every bad record of the demo's first night; all else in it is clean. In the nights after they are put right. */
public final class PlantedRecords {
    private static final long REFERRAL_WITHOUT_ID = 123;

    public static final List<PlantedRecord> ALL = List.of(
            new PlantedRecord(
                    "lcs-persons", 103, "100104", Mistake.BORN_IN_THE_FUTURE, REFUSED, "A person born in 2099"),
            new PlantedRecord(
                    "lcs-persons",
                    203,
                    "100204",
                    Mistake.WRONG_NHS_CHECK_DIGIT,
                    REFUSED,
                    "An NHS number with a wrong check digit"),
            new PlantedRecord(
                    "lcs-persons",
                    303,
                    "100304",
                    Mistake.UNKNOWN_CODE,
                    CODE_UNMAPPED,
                    "An ethnicity code that no code table holds"),
            new PlantedRecord(
                    "lcs-visits", 55, "600056", Mistake.IMPOSSIBLE_DATE, REFUSED, "A visit planned for 31 June"),
            new PlantedRecord(
                    "ssda903-episodes",
                    20,
                    "100028",
                    Mistake.UNKNOWN_CODE,
                    REFUSED,
                    "An episode with a placement code that is not published"),
            new PlantedRecord(
                    "lafse-enquiries",
                    REFERRAL_WITHOUT_ID,
                    "",
                    Mistake.MISSING_KEY,
                    REFUSED,
                    "A referral without its referral id"));

    private PlantedRecords() {}

    static Map<Long, Mistake> in(String feed) {
        return ALL.stream()
                .filter(planted -> planted.feed().equals(feed))
                .collect(Collectors.toMap(PlantedRecord::number, PlantedRecord::mistake));
    }
}
