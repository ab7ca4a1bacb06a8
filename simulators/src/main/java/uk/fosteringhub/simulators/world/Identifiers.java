package uk.fosteringhub.simulators.world;

/** Identifiers in the published formats, from the ranges set aside for tests and drama. */
public final class Identifiers {
    private static final long NHS_TEST_NUMBERS = 1_000_000;
    private static final String INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
    private static final String[] AREAS = {"BN", "TN", "RH", "ME", "CT", "GU", "PO", "SO", "RG", "OX", "MK", "DA"};
    private static final String UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";
    private static final int NO_CHECK_DIGIT = 10;

    private Identifiers() {}

    /**
     * An NHS number of the test range 999 with its check digit, or an empty string for persons without: adults, the one
     * child in eleven whose number would have no check digit, and children beyond what the range holds.
     */
    public static String nhsNumber(long person) {
        int place = (int) (person % World.GROUP);
        long ordinal = person / World.GROUP * 2 + place - 2;
        if (place != 2 && place != 3 || ordinal >= NHS_TEST_NUMBERS) {
            return "";
        }
        long body = 999_000_000L + ordinal * 7_919 % NHS_TEST_NUMBERS;
        int check = nhsCheckDigit(body);
        return check == NO_CHECK_DIGIT ? "" : Long.toString(body * 10 + check);
    }

    /** The same number with a check digit that is not its own. */
    public static String nhsNumberWithWrongCheckDigit(long person) {
        long body = 999_000_000L + person % NHS_TEST_NUMBERS;
        return Long.toString(body * 10 + (nhsCheckDigit(body) + 1) % 10);
    }

    /** Weights 10 to 2, then 11 less the remainder by 11; 11 counts as 0, and 10 means that there is no such number. */
    static int nhsCheckDigit(long nineDigits) {
        int sum = 0;
        long rest = nineDigits;
        for (int weight = 2; weight <= 10; weight++) {
            sum += (int) (rest % 10) * weight;
            rest /= 10;
        }
        int check = 11 - sum % 11;
        return check == 11 ? 0 : check;
    }

    /** Mobile number of Ofcom's drama range. */
    public static String mobile(Draw draw) {
        return "07700 900" + threeDigits(draw.below(1000));
    }

    /** Landline number of Ofcom's drama range. */
    public static String landline(Draw draw) {
        return "01632 960" + threeDigits(draw.below(1000));
    }

    public static String postcode(Draw draw) {
        return draw.pick(AREAS) + draw.between(1, 29) + " " + draw.below(10)
                + INWARD_LETTERS.charAt(draw.below(INWARD_LETTERS.length()))
                + INWARD_LETTERS.charAt(draw.below(INWARD_LETTERS.length()));
    }

    /** A registration number of Ofsted's form, SC and six digits. */
    public static String ofstedUrn(Draw draw) {
        return "SC9" + (10_000 + draw.below(90_000));
    }

    /** A unique pupil number of the authority 999, which there is not, with its check letter. */
    public static String upn(long child) {
        String digits =
                "999" + Long.toString(1_000_000_000L + child % 1_000_000_000L).substring(1);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i + 2);
        }
        return UPN_LETTERS.charAt(sum % UPN_LETTERS.length()) + digits;
    }

    public static String threeDigits(int number) {
        return number < 10 ? "00" + number : number < 100 ? "0" + number : Integer.toString(number);
    }
}
