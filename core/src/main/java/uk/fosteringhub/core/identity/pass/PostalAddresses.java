package uk.fosteringhub.core.identity.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.fosteringhub.core.identity.person.PostalAddress;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/** Addresses of the store as the engine takes them: the parts of some systems in the order of the one line of others. */
final class PostalAddresses {
    private static final RecordType TYPE = RecordTypes.ADDRESS;

    private PostalAddresses() {}

    static Optional<PostalAddress> of(Object[] values) {
        List<String> lines = new ArrayList<>();
        if (!text(values, "one_line").isEmpty()) {
            lines.add(text(values, "one_line"));
        } else {
            add(lines, text(values, "flat"));
            add(lines, text(values, "building"));
            add(lines, (text(values, "house_number") + " " + text(values, "street")).strip());
            add(lines, text(values, "town"));
        }
        String postcode = text(values, "postcode");
        return lines.isEmpty() && postcode.isEmpty()
                ? Optional.empty()
                : Optional.of(new PostalAddress(lines, postcode));
    }

    private static void add(List<String> lines, String line) {
        if (!line.isEmpty()) {
            lines.add(line);
        }
    }

    private static String text(Object[] values, String field) {
        return values[TYPE.indexOf(field)] instanceof String text ? text : "";
    }
}
