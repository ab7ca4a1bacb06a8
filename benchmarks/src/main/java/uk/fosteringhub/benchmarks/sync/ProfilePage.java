package uk.fosteringhub.benchmarks.sync;

import uk.fosteringhub.benchmarks.profile.Shares;
import uk.fosteringhub.benchmarks.report.MarkdownTable;

/** Where the time of one step goes, for people to read. */
final class ProfilePage {
    private static final int MOST = 14;

    private ProfilePage() {}

    static String of(StepProfile profile) {
        return "## Profile: %s\n\n%,d rows in %.2f s while being watched.\n\n"
                        .formatted(profile.step(), profile.rows(), profile.seconds())
                + """
                Java: %.2f s of processor time, compiler and collector included; %.2f s in samples of the hub's threads; \
                %.2f s waiting for the database

                """.formatted(
                                profile.java().processSeconds(),
                                profile.java().threads().total(),
                                profile.java().waits().total())
                + table("Thread", profile.java().threads())
                + table("Computing below this method of the hub", profile.java().ownMethods())
                + table("Computing in this package", profile.java().packages())
                + table(
                        "Waiting for the database in this method of the hub",
                        profile.java().waits())
                + "PostgreSQL, all sessions\n\n"
                + table("Statement", profile.database().statements())
                + table(
                        "What sessions were busy with or waited for",
                        profile.database().waits());
    }

    private static String table(String what, Shares shares) {
        MarkdownTable table = new MarkdownTable(what, ">Seconds", ">Share");
        for (Shares.Share share : shares.largest(MOST)) {
            table.row(
                    "`" + share.what().replace("|", "\\|") + "`",
                    "%.2f".formatted(share.seconds()),
                    "%.0f%%".formatted(100 * share.seconds() / shares.total()));
        }
        return table + "\n";
    }
}
