package uk.fosteringhub.routes.api;

/** What a person or program says about an act, in a member of the body. */
final class Words {
    private static final int LONGEST = 1_000;

    private Words() {}

    /** @throws Refused if it is missing, blank or too long */
    static String required(Request request, String member) throws Refused {
        String words = optional(request, member);
        if (words.isEmpty()) {
            throw Refused.of(
                    400, "No " + member, member, "Say why: {\"" + member + "\":\"…\"}, without personal data.");
        }
        return words;
    }

    /** Empty if there is none. */
    static String optional(Request request, String member) throws Refused {
        String words = Body.of(request).text(member).strip();
        if (words.length() > LONGEST) {
            throw Refused.of(400, "Too long", member, member + " has more than " + LONGEST + " characters.");
        }
        return words;
    }
}
