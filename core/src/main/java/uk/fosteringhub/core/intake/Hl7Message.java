package uk.fosteringhub.core.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The segments of one HL7 version 2 message in the usual encoding, cut up by the separators that its MSH segment names. */
final class Hl7Message {
    private final char fieldSeparator;
    private final String components;
    private final String repetitions;
    private final char escape;
    private final List<String[]> segments = new ArrayList<>();

    /** @param msh the first segment, at least 8 characters long */
    Hl7Message(String msh) {
        this.fieldSeparator = msh.charAt(3);
        this.components = Pattern.quote(msh.substring(4, 5));
        this.repetitions = Pattern.quote(msh.substring(5, 6));
        this.escape = msh.charAt(6);
        add(msh);
    }

    void add(String segment) {
        segments.add(segment.split(Pattern.quote(String.valueOf(fieldSeparator)), -1));
    }

    String value(Hl7Path path) {
        int nth = 0;
        for (String[] segment : segments) {
            if (segment[0].equals(path.segment()) && chosen(segment, path.segmentChoice()) && ++nth == path.which()) {
                return repetition(field(segment, path.field()), path);
            }
        }
        return "";
    }

    private boolean chosen(String[] segment, Hl7Path.Choice choice) {
        return choice.field() == 0
                || component(first(field(segment, choice.field())), choice.component())
                        .equals(choice.value());
    }

    private String repetition(String field, Hl7Path path) {
        return Stream.of(field.split(repetitions, -1))
                .filter(repetition -> chosen(repetition, path.repetitionChoice()))
                .map(repetition -> component(repetition, path.component()))
                .distinct()
                .skip(path.whichValue() - 1)
                .findFirst()
                .orElse("");
    }

    private boolean chosen(String repetition, Hl7Path.Choice choice) {
        return choice.field() == 0 || component(repetition, choice.component()).equals(choice.value());
    }

    /** In the MSH segment the separator itself is field 1, and field 2 is the other separators, which separate nothing. */
    private String field(String[] segment, int number) {
        if (number == 0) {
            return segment[0];
        }
        int position = segment[0].equals("MSH") ? number - 1 : number;
        return position < segment.length && position > 0 ? segment[position] : "";
    }

    private String first(String field) {
        return field.split(repetitions, -1)[0];
    }

    private String component(String repetition, int number) {
        String[] parts = repetition.split(components, -1);
        String part = number <= parts.length ? parts[number - 1] : "";
        // two quotation marks say that a value is to be removed
        return part.equals("\"\"") ? "" : unescaped(part);
    }

    private String unescaped(String text) {
        if (text.indexOf(escape) < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = c == escape ? text.indexOf(escape, at + 1) : -1;
            if (end < 0) {
                plain.append(c);
                at++;
            } else {
                plain.append(meaning(text.substring(at + 1, end)));
                at = end + 1;
            }
        }
        return plain.toString();
    }

    private String meaning(String sequence) {
        return switch (sequence) {
            case "F" -> String.valueOf(fieldSeparator);
            case "S" -> "^";
            case "T" -> "&";
            case "R" -> "~";
            case "E" -> String.valueOf(escape);
            case ".br" -> "\n";
            default -> "";
        };
    }
}
