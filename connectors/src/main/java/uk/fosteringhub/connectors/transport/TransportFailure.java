package uk.fosteringhub.connectors.transport;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import uk.fosteringhub.core.store.StoreUnavailable;

/** Says in a sentence why a place could not be read, or sent to, and what to do. */
public final class TransportFailure {
    private TransportFailure() {}

    /** Which way a place is spoken to, and so what becomes of it when that fails: a run reads, a line sends. */
    private enum Way {
        READING(
                "read",
                "It is tried again on the next run",
                "Nothing of the unfinished delivery was applied; it is tried again on the next run.",
                "Nothing of the delivery was applied; make room and run again."),
        SENDING(
                "used",
                "What waits for it is sent by itself",
                "What it has not taken is sent again by itself.",
                "Nothing is lost; make room, and what waits is sent by itself.");

        private final String done;
        private final String again;
        private final String inTheMiddle;
        private final String makeRoom;

        Way(String done, String again, String inTheMiddle, String makeRoom) {
            this.done = done;
            this.again = again;
            this.inTheMiddle = inTheMiddle;
            this.makeRoom = makeRoom;
        }
    }

    /** Whether the next attempt may well succeed, without anybody doing anything. */
    static boolean passing(Throwable failure) {
        String text = all(failure);
        return !(text.contains("auth ") || text.contains("auth_") || replied(failure, 530))
                && !text.contains("hostkey")
                && !text.contains("host key")
                && first(failure, SSLException.class) == null
                && first(failure, StoreUnavailable.class) == null
                && first(failure, UnknownHostException.class) == null
                && !missing(failure, text)
                && !denied(failure, text);
    }

    /** Of a place that a run reads from. */
    public static String sentence(String place, Throwable failure) {
        return sentence(place, failure, Way.READING);
    }

    /** Of a target, to which changes are sent by a line of its own. */
    public static String whileSending(String place, Throwable failure) {
        return sentence(place, failure, Way.SENDING);
    }

    private static String sentence(String place, Throwable failure, Way way) {
        String text = all(failure);
        if (first(failure, StoreUnavailable.class) instanceof StoreUnavailable store) {
            return store.getMessage();
        }
        if (text.contains("hostkey") || text.contains("host key")) {
            return place + " shows a host key that is not in the known-hosts file, so nothing was sent to it. If the"
                    + " server's owner confirms the change, put the new key there.";
        }
        if (text.contains("auth fail") || text.contains("auth cancel") || replied(failure, 530)) {
            return place + " refused the login. Check the system's username, and its password or private-key.";
        }
        if (text.contains("invalid privatekey")) {
            return place + " cannot be logged in to: the private-key file holds no key that can be read.";
        }
        if (first(failure, SSLException.class) != null || first(failure, GeneralSecurityException.class) != null) {
            return place + " shows a certificate that is not trusted or not made out for it, or speaks no common TLS"
                    + " version. Check the system's trust-store and the name in its location.";
        }
        if (first(failure, UnknownHostException.class) != null) {
            return place + " cannot be found: no such server is known. Check the spelling of the location, and DNS.";
        }
        if (first(failure, ConnectException.class) != null || first(failure, NoRouteToHostException.class) != null) {
            return place
                    + " refused the connection. Check that the server runs and that nothing between blocks the port.";
        }
        if (first(failure, SocketTimeoutException.class) != null
                || text.contains("timeout")
                || text.contains("timed out")) {
            return place + " did not answer in time. " + way.again + ".";
        }
        if (missing(failure, text) && place.startsWith("The folder ")) {
            return place + " does not exist. Make it, or correct the system's location.";
        }
        if (missing(failure, text)) {
            return place
                    + " has no such folder. Check the location; after the server's name it is relative to the login's"
                    + " folder, and absolute after two slashes.";
        }
        if (denied(failure, text)) {
            return place + " does not let the hub read or write there. The login needs to list, read and rename files.";
        }
        if (text.contains("no space left")) {
            return "The disk of the hub is full. " + way.makeRoom;
        }
        if (first(failure, EOFException.class) != null
                || text.contains("broke off")
                || text.contains("broken pipe")
                || text.contains("connection reset")
                || text.contains("session is down")
                || text.contains("closed")
                || replied(failure, 421)) {
            return place + " went away in the middle. " + way.inTheMiddle;
        }
        Throwable root = root(failure);
        return place + " could not be " + way.done + " (" + root.getClass().getSimpleName() + reason(root) + "). "
                + way.again + "; if it stays so, ask the server's owner.";
    }

    private static boolean missing(Throwable failure, String text) {
        return first(failure, FileNotFoundException.class) != null
                || first(failure, java.nio.file.NoSuchFileException.class) != null
                || text.contains("no such file")
                || text.contains("no such directory")
                || text.contains("does not exist")
                || replied(failure, 550);
    }

    private static boolean denied(Throwable failure, String text) {
        return first(failure, AccessDeniedException.class) != null || text.contains("permission denied");
    }

    private static boolean replied(Throwable failure, int code) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof GenericFileOperationFailedException ftp && ftp.getCode() == code) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable root) {
        return root.getMessage() == null
                ? ""
                : ": " + root.getMessage().lines().findFirst().orElse("");
    }

    /** Everything the chain of causes says, in small letters. */
    private static String all(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            text.append(at.getClass().getSimpleName()).append(' ');
            text.append(at.getMessage()).append('\n');
        }
        return text.toString().toLowerCase(java.util.Locale.ROOT);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static Throwable first(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return at;
            }
        }
        return null;
    }
}
