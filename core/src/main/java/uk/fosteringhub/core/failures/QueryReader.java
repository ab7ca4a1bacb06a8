package uk.fosteringhub.core.failures;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.fosteringhub.core.failures.FailureQuery.Name;

/** Reads a query by recursive descent. */
final class QueryReader {
    private static final int LONGEST = 2_000;
    private static final int DEEPEST = 20;

    private final List<String> tokens = new ArrayList<>();
    private int at;
    private int depth;

    QueryReader(String text) throws WrongQuery {
        if (text.length() > LONGEST) {
            throw new WrongQuery("The query is longer than " + LONGEST + " characters; shorten it.");
        }
        split(text);
    }

    FailureQuery read() throws WrongQuery {
        if (tokens.isEmpty()) {
            return FailureQuery.EVERYTHING;
        }
        FailureQuery query = either();
        if (at < tokens.size()) {
            throw new WrongQuery("There is a closing bracket without an opening one.");
        }
        return query;
    }

    private FailureQuery either() throws WrongQuery {
        if (++depth > DEEPEST) {
            throw new WrongQuery("The query has more than " + DEEPEST + " brackets one within another.");
        }
        List<FailureQuery> parts = new ArrayList<>(List.of(both()));
        while (take("OR")) {
            parts.add(both());
        }
        depth--;
        return parts.size() == 1 ? parts.get(0) : new FailureQuery.Any(List.copyOf(parts));
    }

    private FailureQuery both() throws WrongQuery {
        List<FailureQuery> parts = new ArrayList<>(List.of(one()));
        while (at < tokens.size() && !is("OR") && !is(")")) {
            take("AND");
            parts.add(one());
        }
        return parts.size() == 1 ? parts.get(0) : new FailureQuery.All(List.copyOf(parts));
    }

    private FailureQuery one() throws WrongQuery {
        boolean negated = false;
        while (take("NOT")) {
            negated = !negated;
        }
        FailureQuery query = bracketOrTerm();
        return negated ? new FailureQuery.Not(query) : query;
    }

    private FailureQuery bracketOrTerm() throws WrongQuery {
        if (at >= tokens.size() || is("AND") || is("OR") || is(")")) {
            throw new WrongQuery(
                    "Something is missing " + (at >= tokens.size() ? "at the end" : "before " + tokens.get(at))
                            + "; write for example feed:lcs-persons AND NOT rule:required.");
        }
        if (take("(")) {
            FailureQuery inner = either();
            if (!take(")")) {
                throw new WrongQuery("A bracket is opened and not closed.");
            }
            return inner;
        }
        return term(tokens.get(at++));
    }

    private static FailureQuery term(String token) throws WrongQuery {
        int colon = token.indexOf(':');
        Optional<Name> name = colon <= 0 || token.charAt(0) == '"'
                ? Optional.empty()
                : Arrays.stream(Name.values())
                        .filter(known ->
                                known.word().equals(token.substring(0, colon).toLowerCase(Locale.ROOT)))
                        .findFirst();
        if (name.isEmpty() && colon > 0 && token.charAt(0) != '"') {
            throw new WrongQuery("Nothing is called " + token.substring(0, colon) + "; known are "
                    + Arrays.stream(Name.values()).map(Name::word).collect(Collectors.joining(", "))
                    + ". Put a text with a colon in quotes.");
        }
        String value = name.isEmpty() ? token : token.substring(colon + 1);
        String bare = value.length() > 1 && value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
        if (bare.isBlank() && name.filter(Name::grouped).isEmpty()) {
            throw new WrongQuery("Nothing stands behind " + token + "; write what to look for.");
        }
        return new FailureQuery.Term(name.orElse(Name.TEXT), checked(name.orElse(Name.TEXT), bare));
    }

    private static String checked(Name name, String value) throws WrongQuery {
        switch (name) {
            case ID, ENTITY, RUN, DELIVERY, LIKE -> {
                if (!value.matches("[0-9]{1,18}")) {
                    throw new WrongQuery(name.word() + ": needs a number.");
                }
            }
            case SINCE, UNTIL -> {
                try {
                    LocalDate.parse(value);
                } catch (DateTimeException noDate) {
                    throw new WrongQuery(name.word() + ": needs a day written as 2026-11-22.");
                }
            }
            case STATE ->
                oneOf(
                        name,
                        value,
                        Arrays.stream(FailureState.values())
                                .map(FailureState::word)
                                .toList());
            case KIND -> oneOf(name, value, FailureKind.words());
            default -> {
                // any text
            }
        }
        return value;
    }

    private static void oneOf(Name name, String value, List<String> known) throws WrongQuery {
        if (!known.contains(value)) {
            throw new WrongQuery(name.word() + ": is one of " + String.join(", ", known) + ".");
        }
    }

    private boolean is(String word) {
        return at < tokens.size() && tokens.get(at).equals(word);
    }

    private boolean take(String word) {
        boolean there = is(word);
        at += there ? 1 : 0;
        return there;
    }

    /** Blanks divide, except in double quotes. */
    private void split(String text) throws WrongQuery {
        StringBuilder token = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
                token.append(c);
            } else if (quoted || !Character.isWhitespace(c) && c != '(' && c != ')') {
                token.append(c);
            } else {
                end(token);
                if (c == '(' || c == ')') {
                    tokens.add(String.valueOf(c));
                }
            }
        }
        if (quoted) {
            throw new WrongQuery("A quote is opened and not closed.");
        }
        end(token);
    }

    private void end(StringBuilder token) {
        if (!token.isEmpty()) {
            tokens.add(token.toString());
            token.setLength(0);
        }
    }
}
