package uk.fosteringhub.core.identity.person;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Features in some hundred bytes, for a million of them in memory. Label and source are left out. */
public final class PackedFeatures {
    private static final char FIELD = '\u001c';
    private static final char ITEM = '\u001d';
    private static final char PART = '\u001e';
    private static final char WORD = '\u001f';

    private PackedFeatures() {}

    public static byte[] pack(PersonFeatures person) {
        StringBuilder text = new StringBuilder(160);
        text.append(person.restricted() ? '1' : '0').append(person.gender()).append(FIELD);
        text.append(person.given()).append(FIELD);
        join(person.middle(), text);
        text.append(person.family()).append(FIELD);
        join(person.previous(), text);
        text.append(person.birthDate()
                        .map(date -> Integer.toString(date.number()))
                        .orElse(""))
                .append(FIELD);
        join(person.phones(), text);
        join(person.emails(), text);
        for (Address address : person.addresses()) {
            text.append(address.number())
                    .append(PART)
                    .append(String.join(Character.toString(WORD), address.words()))
                    .append(PART)
                    .append(address.postcode())
                    .append(ITEM);
        }
        text.append(FIELD)
                .append(person.nhsNumber())
                .append(FIELD)
                .append(person.nationalId())
                .append(FIELD);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void join(List<String> items, StringBuilder text) {
        items.forEach(item -> text.append(item).append(ITEM));
        text.append(FIELD);
    }

    /** @param packed what {@link #pack} made */
    public static PersonFeatures unpack(byte[] packed) {
        Reader text = new Reader(new String(packed, StandardCharsets.UTF_8));
        String first = text.until(FIELD);
        String given = text.until(FIELD);
        List<String> middle = text.items();
        String family = text.until(FIELD);
        List<String> previous = text.items();
        String born = text.until(FIELD);
        List<String> phones = text.items();
        List<String> emails = text.items();
        List<Address> addresses = new ArrayList<>(1);
        for (String item : text.items()) {
            Reader parts = new Reader(item + PART);
            String number = parts.until(PART);
            String words = parts.until(PART);
            addresses.add(new Address(number, words.isEmpty() ? List.of() : split(words), parts.until(PART)));
        }
        return new PersonFeatures(
                "",
                "",
                first.charAt(0) == '1',
                given,
                middle,
                family,
                previous,
                born.isEmpty() ? java.util.Optional.empty() : BirthDate.ofNumber(Integer.parseInt(born)),
                first.substring(1),
                phones,
                emails,
                addresses,
                text.until(FIELD),
                text.until(FIELD));
    }

    private static List<String> split(String words) {
        List<String> all = new ArrayList<>(4);
        Reader text = new Reader(words + WORD);
        while (text.more()) {
            all.add(text.until(WORD));
        }
        return all;
    }

    /** Goes through a text from mark to mark. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        boolean more() {
            return at < text.length();
        }

        String until(char mark) {
            int end = text.indexOf(mark, at);
            String part = text.substring(at, end);
            at = end + 1;
            return part;
        }

        List<String> items() {
            if (text.charAt(at) == FIELD) {
                at++;
                return List.of();
            }
            List<String> items = new ArrayList<>(2);
            while (text.charAt(at) != FIELD) {
                items.add(until(ITEM));
            }
            at++;
            return items;
        }
    }
}
