package uk.fosteringhub.simulators.lafse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Referrals as the service writes them. What is empty is null. */
final class ReferralJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReferralJson() {}

    static byte[] page(ReferralPages.Page page) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode elements = root.putArray("referrals");
        page.referrals().forEach(referral -> elements.add(element(referral)));
        root.put("nextCursor", page.nextCursor().orElse(null));
        return bytes(root);
    }

    static byte[] one(Referral referral) {
        return bytes(element(referral));
    }

    static byte[] problem(String words) {
        return bytes(JSON.createObjectNode().put("problem", words));
    }

    private static ObjectNode element(Referral referral) {
        ObjectNode element = JSON.createObjectNode();
        put(element, "referralId", referral.referralId());
        put(element, "council", referral.council());
        element.put("enquiredAt", referral.enquiredAt().toString());
        element.put("modifiedAt", ReferralsFile.MILLIS.format(referral.modifiedAt()));
        ObjectNode applicant = element.putObject("applicant");
        put(applicant, "firstName", referral.firstName());
        put(applicant, "lastName", referral.lastName());
        put(applicant, "email", referral.email());
        put(applicant, "phone", referral.phone());
        put(applicant, "postcode", referral.postcode());
        ObjectNode source = element.putObject("source");
        put(source, "answer", referral.sourceAnswer());
        put(source, "campaign", referral.campaign());
        put(source, "promoCode", referral.promoCode());
        put(source, "dialledNumber", referral.dialledNumber());
        put(source, "referrer", referral.referrer());
        put(element, "interest", referral.interest());
        put(element, "status", referral.status());
        put(element, "closedReason", referral.closedReason());
        return element;
    }

    private static void put(ObjectNode node, String name, String value) {
        node.put(name, value.isEmpty() ? null : value);
    }

    private static byte[] bytes(ObjectNode node) {
        try {
            return JSON.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values could not be written as JSON", e);
        }
    }
}
