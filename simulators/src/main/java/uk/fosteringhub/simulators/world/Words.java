package uk.fosteringhub.simulators.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** The lists of names, streets and answers that records are made of. All are inventions or too common to be anyone. */
public final class Words {
    public static final String[] GIVEN_FEMALE = read("given-female.txt");
    public static final String[] GIVEN_MALE = read("given-male.txt");
    public static final String[] FAMILY = read("family.txt");
    public static final String[] STREETS = read("streets.txt");
    public static final String[] TOWNS = read("towns.txt");
    /** What people answer when asked where they heard of fostering. */
    public static final String[] SOURCES = read("sources.txt");

    /** Answers that call for a person to say what they mean. */
    public static final String[] UNUSUAL_SOURCES = read("unusual-sources.txt");

    public static final String[] CAMPAIGNS = read("campaigns.txt");

    /** The lines of the campaign calendar, as {@link Campaign} reads them. */
    static final String[] CAMPAIGN_CALENDAR = read("campaign-calendar.txt");

    private Words() {}

    /** Plain lower-case letters only, for e-mail addresses. */
    static String plain(String name) {
        String letters = Normalizer.normalize(name.replace('ł', 'l').replace('Ł', 'L'), Normalizer.Form.NFD);
        return letters.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    }

    private static String[] read(String file) {
        try (InputStream in = Words.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The list " + file + " of the simulators cannot be read", e);
        }
    }
}
