package uk.fosteringhub.simulators.lcs;

import java.util.List;
import uk.fosteringhub.simulators.files.Feed;

/** The nightly extracts of the LCS reporting database. */
public final class LcsFeeds {

    private LcsFeeds() {}

    public static List<Feed> all() {
        return List.of(
                new Persons(),
                new Addresses(),
                new Workers(),
                new Households(),
                new Approvals(),
                new Assessments(),
                new Allocations(),
                new Visits(),
                new Enquiries());
    }

    /** One of them, such as {@code lcs-persons}. */
    public static Feed named(String feed) {
        return all().stream()
                .filter(one -> one.form().feed().equals(feed))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("LCS has no feed " + feed));
    }
}
