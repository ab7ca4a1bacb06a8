package uk.fosteringhub.routes.watch;

import org.springframework.web.util.HtmlUtils;
import uk.fosteringhub.core.alerts.Letter;

/** A letter as a simple page, which every mail program shows. */
final class Html {
    private Html() {}

    static String of(Letter letter) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(text(letter.subject()))
                .append(
                        "</title></head><body style=\"font-family:Arial,sans-serif\"><h1 style=\"font-size:1.25em;border-left:8px solid ")
                .append(colour(letter.tone()))
                .append(";padding-left:8px\">")
                .append(text(letter.subject()))
                .append("</h1>");
        for (Letter.Section section : letter.sections()) {
            boolean list = !section.heading().isEmpty();
            if (list) {
                page.append("<h2 style=\"font-size:1.1em\">")
                        .append(text(section.heading()))
                        .append("</h2><ul>");
            }
            for (String line : section.lines()) {
                page.append(list ? "<li>" : "<p>").append(text(line)).append(list ? "</li>" : "</p>");
            }
            page.append(list ? "</ul>" : "");
        }
        if (!letter.link().isEmpty()) {
            page.append("<p><a href=\"").append(text(letter.link())).append("\">More in the console</a></p>");
        }
        return page.append("</body></html>").toString();
    }

    private static String colour(Letter.Tone tone) {
        return switch (tone) {
            case GOOD -> "#00703c";
            case WARNING -> "#f47738";
            case ATTENTION -> "#d4351c";
        };
    }

    private static String text(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
