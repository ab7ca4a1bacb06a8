package uk.fosteringhub.core.intake;

/**
 * The bytes of a delivery, safe in the archive.
 *
 * @param sha256 hexadecimal; also its address in the archive
 * @param bytes how many
 * @param utf8 how far they are UTF-8
 * @param first whether the archive did not have these bytes before
 */
public record ArchivedContent(String sha256, long bytes, Utf8 utf8, boolean first) {}
