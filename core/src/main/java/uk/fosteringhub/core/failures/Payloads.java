package uk.fosteringhub.core.failures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import uk.fosteringhub.core.encryption.SealBroken;
import uk.fosteringhub.core.encryption.Sealer;

/**
 * Rows as received, and the values in them, on their way into the database and out of it: the only place that knows in which
 * form they are kept there. They are found again by keyed hashes of their words, so that no plain text need be kept for it.
 */
public final class Payloads {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_WORDS = 200;
    private static final int LONGEST_WORD = 64;

    /** What rows and values are encrypted as, in whichever of the tables they lie. */
    public static final String PURPOSE = "hub.failure";

    private final Sealer sealer;
    private final SecretKeySpec wordKey;

    public Payloads(Sealer sealer) {
        this.sealer = sealer;
        this.wordKey = new SecretKeySpec(sealer.lookupKey("words of failures"), "HmacSHA256");
    }

    /** The form in which a text is kept. */
    public String seal(String text) {
        return sealer.seal(PURPOSE, text);
    }

    /**
     * The reverse of {@link #seal}. What was kept before anything was encrypted comes back as it is.
     *
     * @throws SealBroken if it is damaged, or its key is not known
     */
    public String open(String sealed) {
        return Sealer.isSealed(sealed) ? sealer.open(PURPOSE, sealed) : sealed;
    }

    /**
     * What was kept, as far as it can be read.
     *
     * @param text empty if it is damaged
     * @param damage why it cannot be read and what to do, in a sentence; empty if it can be
     */
    public record Read(String text, String damage) {
        public boolean damaged() {
            return !damage.isEmpty();
        }

        /** Values may be personal. */
        @Override
        public String toString() {
            return "Read[" + damage + "]";
        }
    }

    /** The reverse of {@link #seal} for lists, of which one damaged row must not take the others away. */
    public Read read(String sealed) {
        try {
            return new Read(open(sealed), "");
        } catch (SealBroken damaged) {
            return new Read("", damaged.getMessage());
        }
    }

    /** By which equal values are known as equal; 0 for an empty one. */
    public long token(String value) {
        return value.isBlank() ? 0 : hashed(List.of("=" + folded(value.strip())))[0];
    }

    /**
     * The hashes of the words by which a text is asked for; a record has to have all of them.
     *
     * @return empty if the text has neither letters nor digits
     */
    public Long[] asked(String text) {
        return boxed(hashed(words(text)));
    }

    /**
     * The hashes of the words of a record.
     *
     * @param raw a JSON object; anything else is taken as text
     */
    Long[] of(String raw) {
        Set<String> words = new LinkedHashSet<>();
        try {
            collect(JSON.readTree(raw), words);
        } catch (JsonProcessingException noJson) {
            words.addAll(words(raw));
        }
        return boxed(hashed(words.stream().limit(MOST_WORDS).toList()));
    }

    private static void collect(JsonNode node, Set<String> words) {
        if (node.isContainerNode()) {
            node.forEach(member -> collect(member, words));
        } else if (!node.isNull()) {
            words.addAll(words(node.asText()));
            String whole = squeezed(node.asText());
            if (!whole.isEmpty() && whole.length() <= LONGEST_WORD) {
                words.add(whole);
            }
        }
    }

    /** Letters and digits; what stands between divides words, and accents do not count. */
    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : folded(text).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                words.add(word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word);
            }
        }
        return words;
    }

    /** A phone number is found with and without its blanks. */
    private static String squeezed(String text) {
        return folded(text).replaceAll("[^\\p{L}\\p{N}]+", "");
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT);
    }

    private long[] hashed(List<String> words) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(wordKey);
            return words.stream()
                    .mapToLong(word -> ByteBuffer.wrap(mac.doFinal(word.getBytes(StandardCharsets.UTF_8)))
                            .getLong())
                    .distinct()
                    .toArray();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java platform has HmacSHA256", impossible);
        }
    }

    private static Long[] boxed(long[] hashes) {
        Long[] boxed = new Long[hashes.length];
        for (int i = 0; i < hashes.length; i++) {
            boxed[i] = hashes[i];
        }
        return boxed;
    }
}
