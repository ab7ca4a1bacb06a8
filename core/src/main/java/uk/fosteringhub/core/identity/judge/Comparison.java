package uk.fosteringhub.core.identity.judge;

import java.util.List;
import uk.fosteringhub.core.identity.person.Address;
import uk.fosteringhub.core.identity.person.BirthDate;
import uk.fosteringhub.core.identity.person.Frequencies;
import uk.fosteringhub.core.identity.person.PersonFeatures;
import uk.fosteringhub.core.identity.person.ValueHash;

/** Compares two records field by field. A field that one of them does not have says nothing. */
final class Comparison {
    /** A contact beside more names than this is an agency's, and says nothing of a person. */
    static final int MOST_NAMES_BESIDE_A_CONTACT = 8;

    /** So many records of the usual kind are thought to be there already, so that a small file does not look strange. */
    private static final double USUAL_RECORDS = 500;

    private static final double MOST_RARER = 5;
    private static final double MOST_MORE_FREQUENT = -4;

    private final LinkModel model;
    private final Frequencies frequencies;
    private final double[] bits = new double[Level.values().length];

    Comparison(LinkModel model, Frequencies frequencies) {
        this.model = model;
        this.frequencies = frequencies;
        for (Level level : Level.values()) {
            bits[level.ordinal()] = model.bits(level);
        }
    }

    Compared compare(PersonFeatures one, PersonFeatures other) {
        Compared compared = new Compared(NameAgreement.of(one, other));
        name(one, other, compared);
        middle(one.middle(), other.middle(), compared);
        birth(one, other, compared);
        if (!one.gender().isEmpty() && !other.gender().isEmpty()) {
            put(one.gender().equals(other.gender()) ? Level.GENDER_SAME : Level.GENDER_DIFFERENT, compared);
        }
        phone(one, other, compared);
        email(one, other, compared);
        address(one.addresses(), other.addresses(), compared);
        if (!one.nhsNumber().isEmpty() && !other.nhsNumber().isEmpty()) {
            put(one.nhsNumber().equals(other.nhsNumber()) ? Level.NHS_SAME : Level.NHS_DIFFERENT, compared);
        }
        if (!one.nationalId().isEmpty()
                && !other.nationalId().isEmpty()
                && ContactAgreement.sameKindOfId(one.nationalId(), other.nationalId())) {
            put(ContactAgreement.nationalId(one.nationalId(), other.nationalId()), compared);
        }
        return compared;
    }

    private void put(Level level, Compared compared) {
        compared.put(level, bits[level.ordinal()]);
    }

    private void name(PersonFeatures one, PersonFeatures other, Compared compared) {
        NameAgreement name = compared.name;
        if (!name.known()) {
            return;
        }
        Level level = name.level();
        double rarity = 0;
        if (level != Level.NAME_DIFFERENT) {
            if (name.written()) {
                rarity += rarer(ValueHash.given(one.given()), ValueHash.given(other.given()), model.typicalGiven());
            }
            if (name.family() == NameAgreement.Family.SAME && !name.swapped()) {
                rarity +=
                        rarer(ValueHash.family(one.family()), ValueHash.family(other.family()), model.typicalFamily());
            }
        }
        compared.put(level, bits[level.ordinal()] + rarity);
    }

    private void middle(List<String> one, List<String> other, Compared compared) {
        if (one.isEmpty() || other.isEmpty()) {
            return;
        }
        Level level = Level.MIDDLE_DIFFERENT;
        for (String a : one) {
            for (String b : other) {
                if (a.equals(b) && a.length() > 1) {
                    level = Level.MIDDLE_SAME;
                } else if (a.charAt(0) == b.charAt(0)
                        && level == Level.MIDDLE_DIFFERENT
                        && (a.length() == 1 || b.length() == 1 || NameAgreement.Likeness.similar(a, b))) {
                    level = Level.MIDDLE_INITIAL;
                }
            }
        }
        if (level == Level.MIDDLE_DIFFERENT && compared.name.given() == NameAgreement.Given.MIDDLE) {
            return;
        }
        put(level, compared);
    }

    private void birth(PersonFeatures one, PersonFeatures other, Compared compared) {
        if (one.birthDate().isPresent() && other.birthDate().isPresent()) {
            BirthDate a = one.birthDate().get();
            put(ContactAgreement.birth(a, other.birthDate().get()), compared);
            compared.generationApart(
                    ContactAgreement.generationApart(a, other.birthDate().get()));
        }
    }

    private void phone(PersonFeatures one, PersonFeatures other, Compared compared) {
        boolean both = false;
        double best = 0;
        for (String a : one.phones()) {
            for (String b : other.phones()) {
                if (a.equals(b)) {
                    int names = frequencies.namesWith(ValueHash.phone(a));
                    if (names <= MOST_NAMES_BESIDE_A_CONTACT) {
                        best = Math.max(best, bits[Level.PHONE_SAME.ordinal()] - sharing(names));
                    }
                } else {
                    both |= personal(ValueHash.phone(a)) && personal(ValueHash.phone(b));
                }
            }
        }
        if (best > 0) {
            compared.put(Level.PHONE_SAME, best);
        } else if (both) {
            put(Level.PHONE_DIFFERENT, compared);
        }
    }

    private void email(PersonFeatures one, PersonFeatures other, Compared compared) {
        Level level = null;
        double weighs = 0;
        for (String a : one.emails()) {
            for (String b : other.emails()) {
                if (!personal(ValueHash.email(a)) || !personal(ValueHash.email(b))) {
                    continue;
                }
                if (a.equals(b)) {
                    compared.put(
                            Level.EMAIL_SAME,
                            bits[Level.EMAIL_SAME.ordinal()] - sharing(frequencies.namesWith(ValueHash.email(a))));
                    return;
                }
                if (level != Level.EMAIL_NEAR) {
                    level = ContactAgreement.emailNear(a, b) ? Level.EMAIL_NEAR : Level.EMAIL_DIFFERENT;
                    weighs = bits[level.ordinal()];
                }
            }
        }
        if (level != null) {
            compared.put(level, weighs);
        }
    }

    private boolean personal(long contact) {
        return frequencies.namesWith(contact) <= MOST_NAMES_BESIDE_A_CONTACT;
    }

    /** A contact that several names share says so much less of each. */
    private static double sharing(int names) {
        return names < 2 ? 0 : LinkModel.log2(names);
    }

    private void address(List<Address> ones, List<Address> others, Compared compared) {
        Level best = null;
        double weighs = 0;
        for (Address a : ones) {
            for (Address b : others) {
                Level level = ContactAgreement.address(a, b);
                if (best == null || level.ordinal() < best.ordinal()) {
                    best = level;
                    weighs = bits[level.ordinal()] + rarity(level, a, b);
                }
            }
        }
        if (best != null) {
            compared.put(best, weighs);
        }
    }

    private double rarity(Level level, Address one, Address other) {
        return switch (level) {
            case ADDRESS_SAME, ADDRESS_POSTCODE ->
                one.postcode().isEmpty()
                        ? 0
                        : rarer(
                                ValueHash.postcode(one.postcode()),
                                ValueHash.postcode(other.postcode()),
                                model.typicalPostcode());
            case ADDRESS_TOWN ->
                rarer(ValueHash.place(one.place()), ValueHash.place(other.place()), model.typicalPlace());
            default -> 0;
        };
    }

    /** Bits by which the more frequent of two values is rarer than usual. */
    private double rarer(long one, long other, double typical) {
        int count = Math.max(frequencies.recordsWith(one), one == other ? 0 : frequencies.recordsWith(other));
        double share = (count + USUAL_RECORDS * typical) / (frequencies.records() + USUAL_RECORDS);
        return Math.max(MOST_MORE_FREQUENT, Math.min(MOST_RARER, LinkModel.log2(typical / share)));
    }
}
