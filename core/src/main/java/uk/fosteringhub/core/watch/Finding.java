package uk.fosteringhub.core.watch;

/**
 * Something that is the matter right now.
 *
 * @param subject what it is about: {@code feed lcs-persons}, {@code target mosaic}, {@code schedule}; never a person
 * @param sentence what is the matter, in plain words, without personal data
 * @param remedy what to do about it, and who
 * @param grave whether it is escalated at once, though somebody has acknowledged it
 * @param fingerprint what exactly it is about; while it stays the same, one that a person has closed stays closed
 */
public record Finding(
        IncidentKind kind, String subject, String sentence, String remedy, boolean grave, String fingerprint) {

    public Finding(IncidentKind kind, String subject, String sentence, String remedy) {
        this(kind, subject, sentence, remedy, false, "");
    }
}
