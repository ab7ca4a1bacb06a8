package uk.fosteringhub.mappings.conversion;

/** {@code as: uprn}: unique property reference number, up to 12 digits, kept as a text without leading zeros. */
final class Uprn implements Conversion {
    private final Refusal refusal;

    Uprn(String column) {
        this.refusal = new Refusal(
                "uprn",
                column + " is not a UPRN: it must be 1 to 12 digits (a spreadsheet may have turned it into 1.0E+11); "
                        + "correct it in the source");
    }

    @Override
    public Object convert(String text) {
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || text.length() > 12) {
                return refusal;
            }
            if (c == '0' && start == i) {
                start++;
            }
        }
        // Nothing but zeros is no property.
        return start == text.length() ? null : text.substring(start);
    }
}
