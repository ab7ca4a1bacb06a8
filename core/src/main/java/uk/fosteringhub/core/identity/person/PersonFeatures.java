package uk.fosteringhub.core.identity.person;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What is compared of a person record: all in one form, placeholders left out.
 *
 * @param given first given name, or an initial
 * @param middle further given names or initials
 * @param family last name, its parts separated by a space
 * @param previous earlier last names
 * @param gender {@code F}, {@code M} or empty
 * @param phones with country code
 */
public record PersonFeatures(
        String label,
        String source,
        boolean restricted,
        String given,
        List<String> middle,
        String family,
        List<String> previous,
        Optional<BirthDate> birthDate,
        String gender,
        List<String> phones,
        List<String> emails,
        List<Address> addresses,
        String nhsNumber,
        String nationalId) {
    /** What systems write when they must write something. */
    private static final List<BirthDate> PLACEHOLDERS = List.of(
            new BirthDate(1900, 1, 1),
            new BirthDate(1901, 1, 1),
            new BirthDate(1899, 12, 30),
            new BirthDate(1, 1, 1),
            new BirthDate(1970, 1, 1),
            new BirthDate(9999, 12, 31));

    public PersonFeatures {
        middle = List.copyOf(middle);
        previous = List.copyOf(previous);
        phones = List.copyOf(phones);
        emails = List.copyOf(emails);
        addresses = List.copyOf(addresses);
    }

    public static PersonFeatures of(PersonDetails details) {
        PersonNames names = PersonNames.of(details);
        return new PersonFeatures(
                details.label(),
                details.source(),
                details.restricted(),
                names.given(),
                names.middle(),
                names.family(),
                names.previous(),
                details.birthDate().filter(date -> !PLACEHOLDERS.contains(date)),
                gender(details),
                normal(details.phones().stream().map(Contacts::phone)),
                normal(details.emails().stream().map(Contacts::email)),
                details.addresses().stream()
                        .map(Address::of)
                        .filter(address -> !address.isEmpty())
                        .distinct()
                        .toList(),
                Identifiers.nhsNumber(details.nhsNumber()),
                Identifiers.nationalId(details.nationalId()));
    }

    private static List<String> normal(java.util.stream.Stream<String> values) {
        return values.filter(value -> !value.isEmpty()).distinct().toList();
    }

    /** A title tells it where nothing else does. */
    private static String gender(PersonDetails details) {
        String gender = String.join("", Words.of(details.gender())).toLowerCase(Locale.ROOT);
        switch (gender) {
            case "f", "female", "woman", "2":
                return "F";
            case "m", "male", "man", "1":
                return "M";
            case "":
                break;
            default:
                return "";
        }
        return switch (String.join("", Words.of(details.title()))) {
            case "mr", "sir", "lord" -> "M";
            case "mrs", "ms", "miss", "lady", "dame" -> "F";
            default -> "";
        };
    }

    /** Stands for given and last name, nicknames and sound put aside; 0 without a full name. */
    public long nameKey() {
        return given.isEmpty() || family.isEmpty()
                ? 0
                : ValueHash.of('n', Sounds.of(GivenNames.roots(given).get(0)), Sounds.of(family));
    }

    /** Hashes of phones and e-mails. */
    public long[] contacts() {
        return LongStream.concat(
                        phones.stream().mapToLong(ValueHash::phone),
                        emails.stream().mapToLong(ValueHash::email))
                .toArray();
    }

    /** Hashes of all that is counted, each once. */
    public long[] values() {
        List<Long> values = new ArrayList<>();
        if (!given.isEmpty()) {
            values.add(ValueHash.given(given));
        }
        if (!family.isEmpty()) {
            values.add(ValueHash.family(family));
        }
        for (Address address : addresses) {
            if (!address.postcode().isEmpty()) {
                values.add(ValueHash.postcode(address.postcode()));
            }
            if (!address.place().isEmpty()) {
                values.add(ValueHash.place(address.place()));
            }
        }
        long[] contacts = contacts();
        long[] all = Arrays.copyOf(contacts, contacts.length + values.size());
        for (int i = 0; i < values.size(); i++) {
            all[contacts.length + i] = values.get(i);
        }
        return LongStream.of(all).sorted().distinct().toArray();
    }

    /** For keeping; {@link #fromJson} reads it. */
    public String toJson() {
        return FeatureJson.write(this);
    }

    public static PersonFeatures fromJson(String json) {
        return FeatureJson.read(json);
    }
}
