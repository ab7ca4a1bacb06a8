package uk.fosteringhub.mappings.mapper;

import java.time.Instant;
import java.util.Optional;
import uk.fosteringhub.mappings.conversion.Conversion;
import uk.fosteringhub.mappings.conversion.Refusal;

/** When the source last changed a record, fitted to one header. */
record FittedModified(String column, Source source, Conversion conversion) {

    Optional<Instant> read(String[] values, Findings findings) {
        String text = source.read(values);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text == Source.NUL) {
            findings.nul(column, "");
            return Optional.empty();
        }
        Object value = conversion.convert(text);
        if (value instanceof Instant moment) {
            return Optional.of(moment);
        }
        if (value instanceof Refusal refusal) {
            findings.refused(column, "", refusal, text);
        }
        return Optional.empty();
    }
}
