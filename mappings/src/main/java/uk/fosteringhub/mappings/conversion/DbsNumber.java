package uk.fosteringhub.mappings.conversion;

/**
 * The numbers of the Disclosure and Barring Service, kept as text since they have leading zeros: {@code as:
 * dbs-certificate} takes the 12 digits of a certificate, {@code as: dbs-application} the F and 10 digits of an application.
 * Blanks between are taken out.
 */
final class DbsNumber implements Conversion {
    private static final int CERTIFICATE_DIGITS = 12;
    private static final int APPLICATION_DIGITS = 10;

    private final String start;
    private final int digits;
    private final Refusal refusal;

    private DbsNumber(String start, int digits, Refusal refusal) {
        this.start = start;
        this.digits = digits;
        this.refusal = refusal;
    }

    static DbsNumber ofCertificate(String column) {
        return new DbsNumber(
                "",
                CERTIFICATE_DIGITS,
                new Refusal(
                        "dbs-certificate",
                        column + " is not the number of a DBS certificate: it must be 12 digits (a spreadsheet may have"
                                + " taken leading zeros away); correct it in the source"));
    }

    static DbsNumber ofApplication(String column) {
        return new DbsNumber(
                "F",
                APPLICATION_DIGITS,
                new Refusal(
                        "dbs-application",
                        column
                                + " is not the reference of a DBS application: it must be an F and 10 digits; correct it in"
                                + " the source"));
    }

    @Override
    public Object convert(String text) {
        StringBuilder number = new StringBuilder(text.length());
        text.chars().filter(c -> c != ' ').forEach(c -> number.append((char) c));
        if (!number.toString().regionMatches(true, 0, start, 0, start.length())
                || number.length() != start.length() + digits) {
            return refusal;
        }
        for (int i = start.length(); i < number.length(); i++) {
            if (number.charAt(i) < '0' || number.charAt(i) > '9') {
                return refusal;
            }
        }
        return start + number.substring(start.length());
    }
}
