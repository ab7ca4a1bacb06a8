package uk.fosteringhub.benchmarks.sync;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import uk.fosteringhub.simulators.files.MadeUpFiles;
import uk.fosteringhub.simulators.files.Version;

/** The made-up persons extracts of one size, one for each step; removed when closed. */
final class Extracts implements AutoCloseable {
    private static final String FEED = "lcs-persons";
    private static final double CHANGED_SHARE = 0.01;
    private static final int BUFFER = 1 << 20;

    private final Map<Step, Path> files = new EnumMap<>(Step.class);
    private final long rows;
    private final long bytes;

    private Extracts(Path folder, long rows, long seed) throws IOException {
        this.rows = rows;
        Path first = folder.resolve("persons-" + rows + "-first.csv");
        Path moved = folder.resolve("persons-" + rows + "-moved.csv");
        Path changed = folder.resolve("persons-" + rows + "-changed.csv");
        generate(first, seed, Version.FIRST);
        firstRowLast(first, moved);
        generate(changed, seed, new Version(1, CHANGED_SHARE));
        files.put(Step.FIRST, first);
        files.put(Step.SAME_BYTES, first);
        files.put(Step.SAME_ROWS, moved);
        files.put(Step.CHANGED, changed);
        this.bytes = Files.size(first);
    }

    static Extracts of(Path folder, long rows, long seed) throws IOException {
        return new Extracts(Files.createDirectories(folder), rows, seed);
    }

    Path file(Step step) {
        return files.get(step);
    }

    long rows() {
        return rows;
    }

    /** Size of the first file. */
    long bytes() {
        return bytes;
    }

    private void generate(Path file, long seed, Version version) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER)) {
            new MadeUpFiles().generate(FEED, rows, seed, 0, version, out);
        }
    }

    /** A clean made-up file has no line breaks inside its values. */
    private static void firstRowLast(Path file, Path moved) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(moved), BUFFER)) {
            out.write(line(in));
            byte[] first = line(in);
            in.transferTo(out);
            out.write(first);
        }
    }

    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next;
        do {
            next = in.read();
            if (next < 0) {
                throw new EOFException("the made-up file has fewer than two lines");
            }
            line.write(next);
        } while (next != '\n');
        return line.toByteArray();
    }

    @Override
    public void close() throws IOException {
        for (Path file : files.values()) {
            Files.deleteIfExists(file);
        }
    }
}
