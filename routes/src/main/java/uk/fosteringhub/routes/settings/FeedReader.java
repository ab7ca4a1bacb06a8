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
import uk.fosteringhub.core.settings.MllpSettings;
import uk.fosteringhub.core.settings.PullSettings;

/** Reads one feed's block. */
final class FeedReader {
    private static final int MEBIBYTE = 1 << 20;

    private final Path home;
    private final Values values;
    private final String system;
    private final Optional<Location> systemLocation;
    private final boolean pushes;
    private final Optional<MllpSettings> mllp;

    /** @param pushes whether somebody can push records of the system: its pushed feeds are in use then */
    FeedReader(
            Path home,
            Values values,
            String system,
            Optional<Location> systemLocation,
            boolean pushes,
            Optional<MllpSettings> mllp) {
        this.pushes = pushes;
        this.mllp = mllp;
        this.home = home;
        this.values = values;
        this.system = system;
        this.systemLocation = systemLocation;
    }

    FeedSettings read(String name, SettingsAsWritten.FeedBlock block) {
        String setting = "hub.systems." + system + ".feeds." + name;
        if (system.equals("hub")) {
            values.problem(setting, "is the hub's own name; give the system another.");
        }
        FeedWay way = values.word(setting + ".way", block.way(), FeedWay.class, FeedWay.FILE_DROP);
        FeedKind kind = values.word(setting + ".kind", block.kind(), FeedKind.class, FeedKind.DELTA);
        List<String> files = block.files() == null ? List.of() : block.files();
        if (way == FeedWay.FILE_DROP && files.isEmpty()) {
            values.problem(
                    setting + ".files", "is missing; write the patterns of its file names, such as [persons*.csv].");
        }
        Optional<String> location = location(setting + ".location", way, block);
        FileFormat format = values.word(setting + ".format", block.format(), FileFormat.class, FileFormat.CSV);
        return new FeedSettings(
                system + "-" + name,
                system,
                Values.text(block.mapping()).orElse(system + "/" + name),
                way,
                kind,
                values.whole(setting + ".order", block.order(), 1_000, 0, 1_000_000),
                location,
                List.copyOf(files),
                format,
                recordAt(setting + ".record-at", format, block.recordAt()),
                delimiter(setting + ".delimiter", block.delimiter()),
                encoding(setting + ".encoding", block.encoding()),
                values.duration(setting + ".expect-every", block.expectEvery()),
                values.share(setting + ".max-ended-share", block.maxEndedShare(), 0.1),
                values.yesNo(setting + ".accept-new-shape", block.acceptNewShape()),
                values.whole(setting + ".max-row-bytes", block.maxRowBytes(), MEBIBYTE, 256, 64 * MEBIBYTE),
                way == FeedWay.JSON_PULL ? Optional.of(pull(setting + ".pull", kind, block.pull())) : Optional.empty(),
                way == FeedWay.STATUS_CHECK
                        ? Optional.of(new StatusCheckReader(values)
                                .read(setting + ".status-check", block.statusCheck(), location.isPresent()))
                        : Optional.empty());
    }

    private String recordAt(String setting, FileFormat format, String written) {
        Optional<String> element = Values.text(written);
        if (format == FileFormat.XML && element.isEmpty()) {
            values.problem(setting, "is missing; write the name of the element that is one record.");
        }
        return element.orElse("");
    }

    private static boolean fits(Location at, FeedWay way) {
        return at.way() == way || way == FeedWay.STATUS_CHECK && at.way() == FeedWay.JSON_PULL;
    }

    /** The system's location serves the feeds that its scheme fits; a feed's own must fit. */
    private Optional<String> location(String setting, FeedWay way, SettingsAsWritten.FeedBlock block) {
        if (way == FeedWay.MLLP) {
            return mllp.map(at -> "mllp://" + at.address() + ":" + at.port());
        }
        Optional<String> own = Values.text(block.location());
        if (way == FeedWay.PUSH) {
            own.ifPresent(place -> values.problem(
                    setting, "is set, but this feed is pushed to the hub's own REST interface; remove it."));
            return pushes ? Optional.of("push:" + system) : Optional.empty();
        }
        if (own.isEmpty()) {
            return systemLocation.filter(at -> fits(at, way)).map(Location::address);
        }
        Optional<Location> location = Location.read(setting, own.get(), home, values);
        location.filter(at -> !fits(at, way))
                .ifPresent(
                        at -> values.problem(
                                setting,
                                way == FeedWay.JSON_PULL || way == FeedWay.STATUS_CHECK
                                        ? "is no https: address, but this feed asks over HTTP; correct it."
                                        : "is an address for HTTP, but this feed takes files; write a file:, sftp: or ftps: address."));
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

    private PullSettings pull(String setting, FeedKind kind, SettingsAsWritten.Pull block) {
        if (block == null) {
            values.problem(setting, "is missing; say at least its path, records-at and next-cursor-at.");
            return new PullSettings("", "", "", "", 1, 1, 1, Duration.ZERO, Duration.ZERO);
        }
        return new PullSettings(
                required(setting + ".path", block.path(), "/"),
                required(setting + ".records-at", block.recordsAt(), "/"),
                required(setting + ".next-cursor-at", block.nextCursorAt(), "/"),
                modifiedAt(setting + ".modified-at", kind, block),
                values.whole(setting + ".page-size", block.pageSize(), 200, 1, 10_000),
                values.whole(setting + ".max-pages", block.maxPages(), 10_000, 1, 10_000_000),
                values.whole(setting + ".max-page-bytes", block.maxPageBytes(), 8 * MEBIBYTE, 1_024, 64 * MEBIBYTE),
                values.duration(setting + ".timeout", block.timeout()).orElse(Duration.ofSeconds(30)),
                values.duration(setting + ".overlap", block.overlap()).orElse(Duration.ofMinutes(5)));
    }

    /** Only a full listing can say what is gone. */
    private String modifiedAt(String setting, FeedKind kind, SettingsAsWritten.Pull block) {
        String path = Values.text(block.modifiedAt()).orElse("");
        if (kind == FeedKind.SNAPSHOT && !path.isEmpty()) {
            values.problem(
                    setting,
                    "is set, so only what was modified is asked for, but the feed is a snapshot: all other records would"
                            + " end. Remove it, or write kind: delta.");
        }
        return path;
    }

    private String required(String setting, String written, String start) {
        Optional<String> text = Values.text(written).filter(value -> value.startsWith(start));
        if (text.isEmpty()) {
            values.problem(setting, "is missing or does not begin with " + start + "; write it.");
        }
        return text.orElse("");
    }
}
