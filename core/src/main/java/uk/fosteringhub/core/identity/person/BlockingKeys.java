package uk.fosteringhub.core.identity.person;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys under which a person record is found: two records are compared if they have one in common. Each is a hash with
 * the kind of key in its top byte. Keys are kept in the database; a change of them asks for making them anew.
 */
public final class BlockingKeys {
    /** The largest cap; {@link #mostInABlock} has the one of each kind. */
    public static final int MOST_IN_A_BLOCK = 200;

    /** What stands for hardly anything alone gets small blocks: a rare name is enough to look, a frequent one is not. */
    private static final int MOST_IN_A_WEAK_BLOCK = 50;

    private static final int NHS = 1;
    private static final int NATIONAL = 2;
    private static final int EMAIL = 3;
    private static final int PHONE = 4;
    private static final int BIRTH_AND_NAME = 5;
    private static final int TWO_PARTS_OF_BIRTH_AND_NAMES = 6;
    private static final int NAMES_AND_SECTOR = 7;
    private static final int POSTCODE_AND_NAME = 8;
    private static final int HOUSE = 9;
    private static final int BIRTH_AND_SECTOR = 10;
    private static final int EMAIL_LOCAL = 11;
    private static final int NAMES = 12;
    private static final int NAMES_AND_PLACE = 13;
    private static final int HOUSE_AND_NAME = 14;
    private static final int BIRTH_AND_HOUSE_NUMBER = 15;
    private static final int TWO_PARTS_OF_BIRTH_AND_GIVEN = 16;
    private static final int SHORTEST_LOCAL = 5;

    private final PersonFeatures person;
    private final List<Long> keys = new ArrayList<>(24);

    private BlockingKeys(PersonFeatures person) {
        this.person = person;
    }

    /** Sorted, each once. */
    public static long[] of(PersonFeatures person) {
        BlockingKeys all = new BlockingKeys(person);
        all.numbers();
        all.names();
        all.addresses();
        return all.keys.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
    }

    /** How many records may have the key before it is left out as saying too little. */
    public static int mostInABlock(long key) {
        return switch (ValueHash.kind(key)) {
            case NAMES, EMAIL_LOCAL -> MOST_IN_A_WEAK_BLOCK;
            default -> MOST_IN_A_BLOCK;
        };
    }

    private void numbers() {
        if (!person.nhsNumber().isEmpty()) {
            add(NHS, person.nhsNumber());
        }
        if (!person.nationalId().isEmpty()) {
            add(NATIONAL, person.nationalId());
        }
        for (String phone : person.phones()) {
            add(PHONE, phone);
        }
        for (String email : person.emails()) {
            add(EMAIL, email);
            int at = email.indexOf('@');
            if (at >= SHORTEST_LOCAL) {
                add(EMAIL_LOCAL, email.substring(0, at));
            }
        }
    }

    private void names() {
        Set<String> givens = givenSounds();
        Set<String> families = familySounds();
        person.birthDate().ifPresent(date -> {
            // Day and month in order of size: a swapped date falls into the same block.
            String day = date.swappable()
                    ? date.year() + "/" + Math.min(date.month(), date.day()) + "/" + Math.max(date.month(), date.day())
                    : date.year() + "/" + date.month() + "/" + date.day();
            Set<String> either = new LinkedHashSet<>(givens);
            either.addAll(families);
            either.forEach(sound -> add(BIRTH_AND_NAME, day, sound));
            for (String given : givens) {
                add(TWO_PARTS_OF_BIRTH_AND_GIVEN, given, "md" + date.month() + "/" + date.day());
            }
            for (Address address : person.addresses()) {
                if (!address.sector().isEmpty()) {
                    add(BIRTH_AND_SECTOR, day, address.sector());
                }
                if (address.namesHouse()) {
                    add(BIRTH_AND_HOUSE_NUMBER, day, address.number());
                }
            }
        });
        for (String given : givens) {
            for (String family : families) {
                both(given, family);
            }
        }
    }

    private void both(String given, String family) {
        // In order, so that swapped names meet.
        String one = given.compareTo(family) <= 0 ? given : family;
        String other = one.equals(given) ? family : given;
        add(NAMES, one, other);
        person.birthDate().ifPresent(date -> {
            add(TWO_PARTS_OF_BIRTH_AND_NAMES, one, other, "ym" + date.year() + "/" + date.month());
            add(TWO_PARTS_OF_BIRTH_AND_NAMES, one, other, "yd" + date.year() + "/" + date.day());
            add(TWO_PARTS_OF_BIRTH_AND_NAMES, one, other, "md" + date.month() + "/" + date.day());
        });
        for (Address address : person.addresses()) {
            if (!address.sector().isEmpty()) {
                add(NAMES_AND_SECTOR, one, other, address.sector());
            }
            if (!address.place().isEmpty()) {
                add(NAMES_AND_PLACE, one, other, address.place());
            }
        }
    }

    private void addresses() {
        Set<String> either = givenSounds();
        either.addAll(familySounds());
        for (Address address : person.addresses()) {
            if (!address.postcode().isEmpty()) {
                either.forEach(sound -> add(POSTCODE_AND_NAME, address.postcode(), sound));
            }
            if (address.namesHouse()) {
                String street = Sounds.of(address.words().get(0));
                add(HOUSE, address.number(), street, address.sector());
                either.forEach(sound -> add(HOUSE_AND_NAME, address.number(), street, sound));
            }
        }
    }

    /** A single letter sounds like nothing that could be looked for. */
    private Set<String> givenSounds() {
        Set<String> sounds = new LinkedHashSet<>();
        if (person.given().length() > 1) {
            GivenNames.roots(person.given()).forEach(root -> sounds.add(Sounds.of(root)));
        }
        return sounds;
    }

    private Set<String> familySounds() {
        Set<String> sounds = new LinkedHashSet<>();
        add(person.family(), sounds);
        person.previous().forEach(name -> add(name, sounds));
        return sounds;
    }

    private static void add(String family, Set<String> sounds) {
        if (family.length() > 1) {
            sounds.add(Sounds.of(family));
        }
        if (family.indexOf(' ') > 0) {
            for (String part : family.split(" ")) {
                if (part.length() > 2) {
                    sounds.add(Sounds.of(part));
                }
            }
        }
    }

    private void add(int kind, String... parts) {
        keys.add(ValueHash.of(kind, parts));
    }
}
