package uk.fosteringhub.core.records;

/** What a canonical field holds, in Java and in the database. */
public enum FieldType {
    /** {@link String}; {@code text}. */
    TEXT,
    /** {@link String} out of a code table; {@code text}. An unknown code is kept as received. */
    CODE,
    /** {@link java.time.LocalDate}; {@code date}. */
    DATE,
    /** {@link java.time.Instant}, whole microseconds; {@code timestamptz}. */
    TIMESTAMP,
    /** {@link Boolean}; {@code boolean}. */
    BOOLEAN,
    /** {@link Long}; {@code bigint}. */
    INTEGER,
    /** {@link java.math.BigDecimal}; {@code numeric}. */
    DECIMAL,
    /** {@link Reference} in a contribution, the hub id in a golden record; {@code bigint}. */
    REFERENCE
}
