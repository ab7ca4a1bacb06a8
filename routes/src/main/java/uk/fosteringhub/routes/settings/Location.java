package uk.fosteringhub.routes.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.settings.FeedWay;

/**
 * Where a system is.
 *
 * @param address {@code file:} with an absolute path, or the address as written without its user
 * @param way by which transport it is spoken to
 * @param user a login's name, where it stands in the address
 */
record Location(String address, FeedWay way, Optional<String> user) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    static Optional<Location> read(String setting, String written, Path home, Values values) {
        String scheme = written.contains(":")
                ? written.substring(0, written.indexOf(':')).toLowerCase(Locale.ROOT)
                : "";
        switch (scheme) {
            case "file":
                return Optional.of(new Location("file:" + path(written, home), FeedWay.FILE_DROP, Optional.empty()));
            case "sftp", "ftps":
                return server(setting, written, FeedWay.FILE_DROP, values);
            case "https", "http":
                return server(setting, written, FeedWay.JSON_PULL, values)
                        .filter(location -> safe(setting, scheme, location, values));
            default:
                values.problem(
                        setting,
                        "is '" + written + "'; write an address that begins with file:, sftp:, ftps: or https:, such as"
                                + " file:/srv/extracts.");
                return Optional.empty();
        }
    }

    /** Accepts a plain path after {@code file:} as people write it, and a proper URI as programs do. */
    private static Path path(String written, Path home) {
        String rest = written.substring("file:".length());
        if (rest.startsWith("/")) {
            try {
                return Path.of(new URI(written)).normalize();
            } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException plainPath) {
                return Path.of(rest.replaceFirst("^//+", "/")).normalize();
            }
        }
        return home.resolve(rest).normalize();
    }

    private static Optional<Location> server(String setting, String written, FeedWay way, Values values) {
        try {
            URI uri = new URI(written);
            if (uri.getHost() == null) {
                values.problem(setting, "names no server; write it as " + uri.getScheme() + "://host/folder.");
                return Optional.empty();
            }
            String user = uri.getUserInfo();
            if (user != null && user.contains(":")) {
                values.problem(setting, "holds a password; move it to the system's password setting.");
                return Optional.empty();
            }
            if (uri.getQuery() != null || uri.getFragment() != null) {
                values.problem(setting, "holds a '?' or '#'; write only scheme, server, port and folder.");
                return Optional.empty();
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String folder = uri.getRawPath() == null ? "" : uri.getRawPath();
            String address = uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost() + port + folder;
            return Optional.of(new Location(address, way, Optional.ofNullable(user)));
        } catch (URISyntaxException wrong) {
            values.problem(setting, "is no address that can be understood (" + wrong.getReason() + "); correct it.");
            return Optional.empty();
        }
    }

    /** Where messages are sent by MLLP: {@code mllps://host:port}, or {@code mllp:} to this machine. */
    static Optional<Location> mllp(String setting, String written, Values values) {
        Optional<Location> location = server(setting, written, FeedWay.MLLP, values);
        if (location.isEmpty()) {
            return location;
        }
        URI uri = URI.create(location.get().address());
        if (!uri.getScheme().equals("mllp") && !uri.getScheme().equals("mllps") || uri.getPort() < 0) {
            values.problem(setting, "is no address for MLLP; write it as mllps://host:port.");
            return Optional.empty();
        }
        if (uri.getScheme().equals("mllp") && !LOOPBACK.contains(uri.getHost())) {
            values.problem(
                    setting,
                    "begins with mllp:, which anyone on the way can read; write an mllps: address, or that of a"
                            + " tunnel's end on this machine.");
            return Optional.empty();
        }
        return location;
    }

    private static boolean safe(String setting, String scheme, Location location, Values values) {
        if (scheme.equals("https")
                || LOOPBACK.contains(URI.create(location.address()).getHost())) {
            return true;
        }
        values.problem(setting, "begins with http:, which anyone on the way can read; write an https: address.");
        return false;
    }
}
