package uk.fosteringhub.core.tables;

import java.nio.file.Path;

/** A file that cannot be used. The message says which, where in it, why, and what to do; it quotes nothing of the file. */
public final class WrongFile extends Exception {
    private static final long serialVersionUID = 1L;

    public WrongFile(Path file, String why) {
        super(file + ": " + why);
    }

    public WrongFile(Path file, long line, String why) {
        super(file + ", line " + line + ": " + why);
    }

    public WrongFile(Path file, long line, String column, String why) {
        super(file + ", line " + line + ", column " + column + ": " + why);
    }
}
