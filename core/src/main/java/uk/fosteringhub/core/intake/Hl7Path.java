package uk.fosteringhub.core.intake;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value stands in an HL7 version 2 message, as mapping files write it: {@code PID-5.1} is the first component of
 * field 5 of the first PID segment, {@code OBR[2]-4} field 4 of the second OBR segment. {@code OBX[3.1=OUTCOME]-5} takes the
 * OBX segment whose field 3.1 is OUTCOME, {@code OBX[3=OUTCOME][2]-5} the second of these; {@code PID-3[5=NH].1} takes the
 * repetition of field 3 whose component 5 is NH, {@code PID-3[5=NH][2].1} the second different value that such repetitions
 * hold. Field 0 is the segment's name, so {@code OBR[2]-0} is empty unless there is a second one. {@code .component} may be
 * left out for the first.
 *
 * @param which of the segments with this name and choice, from 1
 * @param whichValue of the different ones in the field's repetitions with this choice, from 1
 */
record Hl7Path(
        String segment,
        int which,
        Choice segmentChoice,
        int field,
        Choice repetitionChoice,
        int whichValue,
        int component) {
    private static final Pattern FORM =
            Pattern.compile("([A-Z][A-Z0-9]{2})(?:\\[(\\d+)(?:\\.(\\d+))?=([^\\]]+)\\])?(?:\\[([1-9])\\])?"
                    + "-(\\d+)(?:\\[(\\d+)=([^\\]]+)\\])?(?:\\[([1-9])\\])?(?:\\.(\\d+))?");

    /** Which of several: those that say this; field 0 for all. */
    record Choice(int field, int component, String value) {
        static final Choice ALL = new Choice(0, 0, "");
    }

    /** @throws IllegalArgumentException if it is not written so */
    static Hl7Path of(String written) {
        Matcher form = FORM.matcher(written.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(written + " is no place in an HL7 message; write it such as PID-5.1");
        }
        Choice segments = form.group(2) == null
                ? Choice.ALL
                : new Choice(number(form.group(2)), orFirst(form.group(3)), form.group(4));
        Choice repetitions = form.group(7) == null ? Choice.ALL : new Choice(1, number(form.group(7)), form.group(8));
        return new Hl7Path(
                form.group(1),
                orFirst(form.group(5)),
                segments,
                number(form.group(6)),
                repetitions,
                orFirst(form.group(9)),
                orFirst(form.group(10)));
    }

    private static int orFirst(String digits) {
        return digits == null ? 1 : number(digits);
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
