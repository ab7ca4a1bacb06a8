package uk.fosteringhub.core.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One feed: what comes, how, and what to expect of it.
 *
 * @param name system and feed, such as {@code lcs-persons}
 * @param system the system's name
 * @param mapping {@code system/record}
 * @param way how it comes
 * @param kind what a delivery says about records that are not in it
 * @param order feeds with a lower number go first within a run
 * @param location where it comes from; empty: the feed is not in use
 * @param files for {@link FeedWay#FILE_DROP}: file name patterns with {@code *} and {@code ?}, case does not matter
 * @param format how the files are written
 * @param recordAt for XML: the name of the element that is one record; otherwise empty
 * @param delimiter for CSV: one character
 * @param encoding for CSV: {@code auto} (UTF-8, and Windows-1252 where the bytes are not UTF-8), {@code UTF-8},
 *     {@code windows-1252}
 * @param expectEvery how often a delivery is expected once the first has come; empty: never missed
 * @param maxEndedShare for snapshots: the share of its records, 0 to 1, that a delivery may end without a person's word
 * @param acceptNewShape whether a delivery may lack columns, or the trailer, that earlier ones had
 * @param maxRowBytes longest row or JSON element accepted
 * @param pull for {@link FeedWay#JSON_PULL}
 * @param statusCheck for {@link FeedWay#STATUS_CHECK}
 */
public record FeedSettings(
        String name,
        String system,
        String mapping,
        FeedWay way,
        FeedKind kind,
        int order,
        Optional<String> location,
        List<String> files,
        FileFormat format,
        String recordAt,
        char delimiter,
        String encoding,
        Optional<Duration> expectEvery,
        double maxEndedShare,
        boolean acceptNewShape,
        int maxRowBytes,
        Optional<PullSettings> pull,
        Optional<StatusCheckSettings> statusCheck) {

    /** Where the hub's own words come from while it only works out statuses, and no rule has it do anything. */
    public static final String WITHOUT_RULES = "rules:none";

    /**
     * Whether what comes first is news to other systems as well. Of any other feed it is the state to start from; what the
     * hub does by somebody's rules never was.
     */
    public boolean isNewsFromTheFirst() {
        return way == FeedWay.RULES && !location.equals(Optional.of(WITHOUT_RULES));
    }
}
