package uk.fosteringhub.benchmarks.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import uk.fosteringhub.core.sync.Progress;

/** How long the parts of the hub's way took, as far as its progress tells. */
final class StepTimes implements Progress {
    private static final double NANOS = 1e9;

    private long began;
    private long archived;
    private long compared;
    private long firstWritten;
    private long lastWritten;
    private long finished;

    void begin() {
        began = System.nanoTime();
        archived = 0;
        compared = 0;
        firstWritten = 0;
        lastWritten = 0;
        finished = 0;
    }

    void archived() {
        archived = System.nanoTime();
        compared = archived;
    }

    void finished() {
        finished = System.nanoTime();
    }

    @Override
    public synchronized void at(String feed, String step, long done, long total) {
        long now = System.nanoTime();
        switch (step) {
            case "comparing" -> compared = now;
            case "applying" -> {
                firstWritten = firstWritten == 0 ? now : firstWritten;
                lastWritten = now;
            }
            default -> {}
        }
    }

    /** Part to seconds, in the order of the way. */
    Map<String, Double> seconds() {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("archive", (archived - began) / NANOS);
        parts.put("read, hash and look up", (compared - archived) / NANOS);
        if (firstWritten == 0) {
            parts.put("compare and finish", (finished - compared) / NANOS);
        } else {
            parts.put("compare, and up to the first chunk written", (firstWritten - compared) / NANOS);
            parts.put("map and write the further chunks", (lastWritten - firstWritten) / NANOS);
            parts.put("finish", (finished - lastWritten) / NANOS);
        }
        return parts;
    }
}
