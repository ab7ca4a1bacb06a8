package uk.fosteringhub.core.identity.person;

/** How frequent values are among the person records of the store or the files; hashes as {@link ValueHash} makes them. */
public interface Frequencies {
    /** How many person records are counted. */
    long records();

    /** How many of them have the value; 0 for one never seen. */
    int recordsWith(long value);

    /** Beside how many different names ({@link PersonFeatures#nameKey()}) a phone number or e-mail address stands. */
    int namesWith(long contact);
}
