package uk.fosteringhub.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import org.postgresql.ds.PGSimpleDataSource;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.HubWords;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.decide.SecondReviewer;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.store.Database;

/** Decides about a pair in a process of its own, which can be killed. */
final class IdentityDecider {
    static final String NAME = "decider";

    private IdentityDecider() {}

    /** @param folder where its output goes */
    static Process start(Path folder, String url, long pair, int version, Verdict verdict) throws IOException {
        return ChildProcess.start(
                IdentityDecider.class,
                folder.resolve("decider.txt"),
                url,
                String.valueOf(pair),
                String.valueOf(version),
                verdict.name());
    }

    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        source.setApplicationName(NAME);
        new Decisions(
                        new Database(source),
                        new Merge(new Ownership(IdentityFixture.OWNERSHIP)),
                        new Targets(true, java.util.List.of()),
                        SecondReviewer.NEVER,
                        new NoWords(),
                        moved -> {})
                .decide(new Decisions.Wanted(
                        Long.parseLong(arguments[1]),
                        Integer.parseInt(arguments[2]),
                        Verdict.valueOf(arguments[3]),
                        "killed or not",
                        "child",
                        true));
    }

    /** Persons only. */
    private static final class NoWords implements HubWords {
        @Override
        public void say(Connection connection, PersonRecord of, PersonRecord person, String cause) {
            throw new IllegalStateException("there are only persons here");
        }

        @Override
        public void takeBack(Connection connection, PersonRecord of, PersonRecord person, String cause) {
            throw new IllegalStateException("there are only persons here");
        }
    }
}
