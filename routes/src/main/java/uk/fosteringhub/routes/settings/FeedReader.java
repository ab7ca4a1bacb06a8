package uk.fosteringhub.routes.settings;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.FeedWay;
import uk.fosteringhub.core.settings.FileFormat;
import uk.fosteringhub.core.settings.PullSettings;

/** Reads one feed's block. */
final class FeedReader {
    private static final int MEBIBYTE = 1 << 20;

    private final Path home;
    private final Values values;
    private final String system;
    private final Optional<Location> systemLocation;
    private final boolean pushes;

    /** @param pushes whether somebody can push records of the system: its pushed feeds are in use then */
    FeedReader(Path home, Values values, String system, Optional<Location> systemLocation, boolean pushes) {
        this.pushes = pushes;
        this.home = home;
        this.values = values;
        this.system = system;
        this.systemLocation = systemLocation;
    }

    FeedSettings read(String name, SettingsAsWritten.FeedBlock block) {
        String setting = "hub.systems." + system + ".feeds." + name;
        FeedWay way = values.word(setting + ".way", block.way(), FeedWay.class, FeedWay.FILE_DROP);
        List<String> files = block.files() == null ? List.of() : block.files();
        if (way == FeedWay.FILE_DROP && files.isEmpty()) {
            values.problem(
                    setting + ".files", "is missing; write the patterns of its file names, such as [persons*.csv].");
        }
        return new FeedSettings(
                system + "-" + name,
                system,
                Values.text(block.mapping()).orElse(system + "/" + name),
                way,
                values.word(setting + ".kind", block.kind(), FeedKind.class, FeedKind.DELTA),
                values.whole(setting + ".order", block.order(), 1_000, 0, 1_000_000),
                location(setting + ".location", way, block),
                List.copyOf(files),
                values.word(setting + ".format", block.format(), FileFormat.class, FileFormat.CSV),
                Values.text(block.recordAt()).orElse(""),
                delimiter(setting + ".delimiter", block.delimiter()),
                encoding(setting + ".encoding", block.encoding()),
                values.duration(setting + ".expect-every", block.expectEvery()),
                values.share(setting + ".max-ended-share", block.maxEndedShare(), 0.1),
                values.yesNo(setting + ".accept-new-shape", block.acceptNewShape()),
                values.whole(setting + ".max-row-bytes", block.maxRowBytes(), MEBIBYTE, 256, 64 * MEBIBYTE),
                way == FeedWay.JSON_PULL ? Optional.of(pull(setting + ".pull", block.pull())) : Optional.empty());
    }

    /** The system's location serves the feeds that its scheme fits; a feed's own must fit. */
    private Optional<String> location(String setting, FeedWay way, SettingsAsWritten.FeedBlock block) {
        Optional<String> own = Values.text(block.location());
        if (way == FeedWay.PUSH) {
            own.ifPresent(place -> values.problem(
                    setting, "is set, but this feed is pushed to the hub's own REST interface; remove it."));
            return pushes ? Optional.of("push:" + system) : Optional.empty();
        }
        if (own.isEmpty()) {
            return systemLocation.filter(at -> at.way() == way).map(Location::address);
        }
        Optional<Location> location = Location.read(setting, own.get(), home, values);
        location.filter(at -> at.way() != way)
                .ifPresent(
                        at -> values.problem(
                                setting,
                                way == FeedWay.JSON_PULL
                                        ? "is no https: address, but this feed is pulled over HTTP; correct it."
                                        : "is an address for JSON, but this feed takes CSV files; write a file:, sftp: or ftps: address."));
        return location.map(Location::address);
    }

    private char delimiter(String setting, String written) {
        if (written == null || written.isEmpty()) {
            return ',';
        }
        String delimiter = written.equalsIgnoreCase("tab") ? "\t" : written;
        if (delimiter.length() != 1 || delimiter.charAt(0) == '"' || delimiter.charAt(0) == '\n') {
            values.problem(setting, "is '" + written + "'; write one character, such as ; or |, or the word tab.");
            return ',';
        }
        return delimiter.charAt(0);
    }

    private String encoding(String setting, String written) {
        String encoding = Values.text(written).orElse("auto");
        if (encoding.equals("auto")) {
            return encoding;
        }
        try {
            return Charset.forName(encoding).name();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            values.problem(setting, "is '" + encoding + "'; write auto, UTF-8 or windows-1252.");
            return "auto";
        }
    }

    private PullSettings pull(String setting, SettingsAsWritten.Pull block) {
        if (block == null) {
            values.problem(setting, "is missing; say at least its path, records-at, next-cursor-at and modified-at.");
            return new PullSettings("", "", "", "", 1, 1, 1, Duration.ZERO, Duration.ZERO);
        }
        return new PullSettings(
                required(setting + ".path", block.path(), "/"),
                required(setting + ".records-at", block.recordsAt(), "/"),
                required(setting + ".next-cursor-at", block.nextCursorAt(), "/"),
                required(setting + ".modified-at", block.modifiedAt(), ""),
                values.whole(setting + ".page-size", block.pageSize(), 200, 1, 10_000),
                values.whole(setting + ".max-pages", block.maxPages(), 10_000, 1, 10_000_000),
                values.whole(setting + ".max-page-bytes", block.maxPageBytes(), 8 * MEBIBYTE, 1_024, 64 * MEBIBYTE),
                values.duration(setting + ".timeout", block.timeout()).orElse(Duration.ofSeconds(30)),
                values.duration(setting + ".overlap", block.overlap()).orElse(Duration.ofMinutes(5)));
    }

    private String required(String setting, String written, String start) {
        Optional<String> text = Values.text(written).filter(value -> value.startsWith(start));
        if (text.isEmpty()) {
            values.problem(
                    setting,
                    "is missing" + (start.isEmpty() ? "" : " or does not begin with " + start) + "; write it.");
        }
        return text.orElse("");
    }
}
