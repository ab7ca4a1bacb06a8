package uk.fosteringhub.routes.watch;

import uk.fosteringhub.core.alerts.Letter;

/** A letter as plain text. */
final class PlainText {
    private PlainText() {}

    static String of(Letter letter) {
        StringBuilder text = new StringBuilder();
        for (Letter.Section section : letter.sections()) {
            if (!section.heading().isEmpty()) {
                text.append(section.heading()).append("\r\n");
            }
            section.lines().forEach(line -> text.append(section.heading().isEmpty() ? "" : "- ")
                    .append(line)
                    .append("\r\n"));
            text.append("\r\n");
        }
        if (!letter.link().isEmpty()) {
            text.append("More: ").append(letter.link()).append("\r\n");
        }
        return text.toString();
    }
}
