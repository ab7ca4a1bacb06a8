package uk.fosteringhub.embedded.postgres;

import java.io.IOException;

/** A server program ended with an error: its words turned into what happened, where, and what to do. */
final class ServerFailure extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int LAST_WORDS = 1500;

    private final boolean portTaken;

    private ServerFailure(String message, boolean portTaken) {
        super(message);
        this.portTaken = portTaken;
    }

    static ServerFailure of(String program, DataFolder folder, String output) {
        String where = " (" + program + ", folder " + folder.root() + ")";
        if (output.contains("No space left on device") || output.contains("There is not enough space")) {
            return new ServerFailure(
                    "The disk of the embedded database is full" + where
                            + ". Free some space and start again; nothing that was stored is lost.",
                    false);
        }
        if (output.contains("Address already in use") || output.contains("could not bind")) {
            return new ServerFailure(
                    "Another program took the port of the embedded database" + where + ". Start again.", true);
        }
        if (output.contains("Permission denied")) {
            return new ServerFailure(
                    "The embedded database may not read or write its files" + where
                            + ". The folder must belong to the account that runs the hub.",
                    false);
        }
        if (output.contains("could not create shared memory") || output.contains("Cannot allocate memory")) {
            return new ServerFailure(
                    "There is not enough memory for the embedded database" + where + ". It needs about 300 MB.", false);
        }
        String lastWords = output.length() > LAST_WORDS ? output.substring(output.length() - LAST_WORDS) : output;
        return new ServerFailure(
                "The embedded database failed" + where + ". Its last words: " + lastWords.strip(), false);
    }

    boolean portTaken() {
        return portTaken;
    }
}
