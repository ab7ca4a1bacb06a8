package uk.fosteringhub.core.watch;

/** What an incident is about, in one word and a name. */
public final class Subject {
    public static final String SCHEDULE = "schedule";

    private static final String FEED = "feed ";
    private static final String TARGET = "target ";

    private Subject() {}

    public static String feed(String name) {
        return FEED + name;
    }

    public static String target(String name) {
        return TARGET + name;
    }
}
