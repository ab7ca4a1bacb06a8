package uk.fosteringhub.core.store;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** What is sent into a {@code COPY}, read the way PostgreSQL documents its text format. */
public final class CopyLines {
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<Integer> pieces = new ArrayList<>();

    /** Takes in what is written to it. */
    public CopyIn copyIn() {
        return (CopyIn) Proxy.newProxyInstance(
                CopyIn.class.getClassLoader(), new Class<?>[] {CopyIn.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "writeToCopy" -> {
                            sent.write((byte[]) arguments[0], (int) arguments[1], (int) arguments[2]);
                            pieces.add((int) arguments[2]);
                            return null;
                        }
                        case "endCopy" -> {
                            return (long) rows().size();
                        }
                        case "isActive" -> {
                            return false;
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                });
    }

    /** Everything that was written. */
    public byte[] bytes() {
        return sent.toByteArray();
    }

    /** How many bytes each write had. */
    public List<Integer> pieces() {
        return List.copyOf(pieces);
    }

    /** Rows of values; null where {@code \N} stands. */
    public List<List<String>> rows() {
        String text = sent.toString(StandardCharsets.UTF_8);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new AssertionError("the last row is not ended");
        }
        return text.lines().count() == 0
                ? List.of()
                : Arrays.stream(text.substring(0, text.length() - 1).split("\n", -1))
                        .map(line -> Arrays.stream(line.split("\t", -1))
                                .map(CopyLines::value)
                                .toList())
                        .toList();
    }

    private static String value(String sent) {
        if (sent.equals("\\N")) {
            return null;
        }
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < sent.length(); i++) {
            char c = sent.charAt(i);
            if (c == '\r') {
                throw new AssertionError("PostgreSQL refuses a bare carriage return");
            }
            value.append(
                    c != '\\'
                            ? c
                            : switch (sent.charAt(++i)) {
                                case 'n' -> '\n';
                                case 'r' -> '\r';
                                case 't' -> '\t';
                                case 'b' -> '\b';
                                case 'f' -> '\f';
                                case 'v' -> '\u000B';
                                case '\\' -> '\\';
                                default -> throw new AssertionError("no escape: \\" + sent.charAt(i));
                            });
        }
        return value.toString();
    }
}
