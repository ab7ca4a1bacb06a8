package uk.fosteringhub.testing;

import java.util.Arrays;
import java.util.ServiceLoader;

/**
 * Which servers the tests talk to, chosen with the system property {@code test.servers}: {@code embedded} (as if
 * nothing is set) runs them inside this process or beside it, {@code containers} runs images and needs the module of that
 * name on the class path.
 *
 * <p>Test classes that use a server carry the tag {@code servers}; they run in both forms. Single tests that need what only
 * a stand-in can do, such as faults on demand, carry the tag {@code embedded-only} and run in the first form alone.
 */
public enum TestServers {
    EMBEDDED("embedded"),
    CONTAINERS("containers");

    /** Not under {@code hub.}: there every name is a setting, and the hub refuses to start with one it does not know. */
    static final String PROPERTY = "test.servers";

    private final String word;

    TestServers(String word) {
        this.word = word;
    }

    /** @throws IllegalArgumentException if the property has another value than these two */
    public static TestServers chosen() {
        return named(System.getProperty(PROPERTY, EMBEDDED.word));
    }

    static TestServers named(String word) {
        return Arrays.stream(values())
                .filter(servers -> servers.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        PROPERTY + " is '" + word + "'; it takes embedded or containers."));
    }

    /**
     * What starts a server of one kind. There is no falling back from containers to the embedded form: a test that says it
     * ran against an image did.
     *
     * @throws IllegalStateException if containers are chosen and none of this kind is on the class path
     */
    <T> T starter(Class<T> kind, T embedded) {
        return switch (this) {
            case EMBEDDED -> embedded;
            case CONTAINERS ->
                ServiceLoader.load(kind)
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(
                                PROPERTY + " is 'containers', and the class path has no " + kind.getSimpleName()
                                        + " for them. Run these tests with mvn -Pcontainers verify."));
        };
    }
}
