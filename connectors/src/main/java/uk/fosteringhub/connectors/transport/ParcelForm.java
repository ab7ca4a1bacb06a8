package uk.fosteringhub.connectors.transport;

import java.util.List;
import java.util.Map;
import uk.fosteringhub.core.deliver.OutgoingRecord;

/** How the files of a target are written, and their answers read. */
public interface ParcelForm {

    /** The last part of a file's name, such as {@code csv}. */
    String suffix();

    /**
     * The content of a file.
     *
     * @param records of one type, at least one
     * @throws Unfit if one of them cannot be written in this form
     */
    byte[] content(List<OutgoingRecord> records) throws Unfit;

    /**
     * Reads the answer to a file.
     *
     * @param name of the answer, for sentences
     * @param changes those in the file by the number of their place in it, from 1
     */
    ImportAnswer read(String name, byte[] answer, Map<Integer, Long> changes);

    /** A record that cannot be written. */
    final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        private final long change;

        /** @param sentence why, and what to do; without values */
        public Unfit(long change, String sentence) {
            super(sentence);
            this.change = change;
        }

        long change() {
            return change;
        }
    }
}
