package uk.fosteringhub.console.records;

import java.util.Optional;
import uk.fosteringhub.console.layout.Codes;
import uk.fosteringhub.core.lookup.records.FoundRecord;
import uk.fosteringhub.core.masking.MaskedRecord;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/**
 * Values as a page shows them.
 *
 * @param revealed whether the person has given a reason to see them
 */
record Masking(boolean revealed) {
    static final Masking MASKED = new Masking(false);

    String value(RecordType type, String field, String value) {
        return revealed ? value : MaskedRecord.value(type, field, value);
    }

    /** What a record is called, as a list shows it. */
    Entry entry(FoundRecord record) {
        RecordType type = RecordTypes.named(record.recordType()).orElseThrow();
        return new Entry(
                record.id(),
                record.recordType(),
                words(record.recordType()),
                label(type, record),
                record.birthDate().map(date -> value(type, "birth_date", date)),
                record.postcode().map(postcode -> value(type, "postcode", postcode)),
                record.restricted(),
                record.ended());
    }

    /** Names are masked as names; other records are called by their kind and date, which are open. */
    private String label(RecordType type, FoundRecord record) {
        if (revealed || record.label().isBlank()) {
            return record.label();
        }
        for (String field : new String[] {"full_name", "family_name", "name", "title", "one_line", "subject"}) {
            if (type.has(field)) {
                return MaskedRecord.value(type, field, record.label());
            }
        }
        return record.label();
    }

    static String words(String name) {
        return Codes.words(name);
    }

    /** A record in a list. */
    record Entry(
            long id,
            String type,
            String kind,
            String label,
            Optional<String> birthDate,
            Optional<String> postcode,
            boolean restricted,
            boolean ended) {
        public String path() {
            return "/records/" + type + "/" + id;
        }

        public String title() {
            return label.isBlank() ? kind + " " + id : label;
        }
    }
}
