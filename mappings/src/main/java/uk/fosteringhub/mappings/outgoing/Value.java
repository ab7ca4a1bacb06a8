package uk.fosteringhub.mappings.outgoing;

import java.util.List;
import java.util.stream.Collectors;

/** Where the text of one of the target's fields comes from; empty text for none. */
@FunctionalInterface
public interface Value {

    String written(Sending sending, Trouble trouble);

    static Value constant(String text) {
        return (sending, trouble) -> text;
    }

    static Value golden(GoldenPath path, Script script) {
        return (sending, trouble) -> {
            Object value = path.in(sending);
            return value == null ? "" : script.write(value, sending, trouble);
        };
    }

    /** Several values with the separator between those that are not empty. */
    static Value joined(List<Value> parts, String separator) {
        List<Value> all = List.copyOf(parts);
        return (sending, trouble) -> all.stream()
                .map(part -> part.written(sending, trouble))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(separator));
    }

    /** What the hub itself knows about the change. */
    enum OfTheHub implements Value {
        ID,
        CHANGE,
        VERSION,
        KIND,
        CHANGED_AT;

        @Override
        public String written(Sending sending, Trouble trouble) {
            return switch (this) {
                case ID -> Long.toString(sending.change().entity());
                case CHANGE -> Long.toString(sending.change().change());
                case VERSION -> Integer.toString(sending.change().version());
                case KIND -> sending.change().kind();
                case CHANGED_AT -> sending.change().changedAt().toString();
            };
        }
    }
}
