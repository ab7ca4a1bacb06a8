package uk.fosteringhub.routes.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import uk.fosteringhub.core.alerts.Alert;
import uk.fosteringhub.core.alerts.Letter;
import uk.fosteringhub.routes.settings.AlertSettings.Template;

/** A letter as the JSON that a chat shows as a card. */
final class Card {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Chats refuse cards that are much longer; the rest is in the console. */
    private static final int MOST_LINES = 20;

    private static final int LONGEST_LINE = 1_000;

    private Card() {}

    static String of(Alert alert, Template template) {
        ObjectNode card = JSON.createObjectNode();
        switch (template) {
            case TEAMS -> teams(alert.letter(), card);
            case SLACK -> slack(alert.letter(), card);
            case JSON -> plain(alert, card);
        }
        return card.toString();
    }

    private static void teams(Letter letter, ObjectNode card) {
        card.put("type", "message");
        ObjectNode attachment = card.putArray("attachments").addObject();
        attachment.put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode content = attachment.putObject("content");
        content.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
        content.put("type", "AdaptiveCard");
        content.put("version", "1.4");
        ArrayNode body = content.putArray("body");
        textBlock(body, letter.subject())
                .put("weight", "bolder")
                .put("size", "medium")
                .put("color", letter.tone().name().toLowerCase(Locale.ROOT));
        for (Letter.Section section : letter.sections()) {
            if (!section.heading().isEmpty()) {
                textBlock(body, section.heading()).put("weight", "bolder");
            }
            section.lines().stream().limit(MOST_LINES).forEach(line -> textBlock(body, plain(line)));
        }
        if (!letter.link().isEmpty()) {
            content.putArray("actions")
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", "More in the console")
                    .put("url", letter.link());
        }
    }

    private static ObjectNode textBlock(ArrayNode body, String text) {
        return body.addObject().put("type", "TextBlock").put("text", text).put("wrap", true);
    }

    private static void slack(Letter letter, ObjectNode card) {
        card.put("text", escaped(letter.subject()));
        ArrayNode blocks = card.putArray("blocks");
        ObjectNode header = blocks.addObject().put("type", "header");
        header.putObject("text").put("type", "plain_text").put("text", cut(letter.subject(), 150));
        for (Letter.Section section : letter.sections()) {
            StringBuilder text = new StringBuilder();
            if (!section.heading().isEmpty()) {
                text.append('*').append(escaped(section.heading())).append("*\n");
            }
            section.lines().stream().limit(MOST_LINES).forEach(line -> text.append(
                            section.heading().isEmpty() ? "" : "• ")
                    .append(escaped(line))
                    .append('\n'));
            ObjectNode block = blocks.addObject().put("type", "section");
            block.putObject("text").put("type", "mrkdwn").put("text", cut(text.toString(), 3_000));
        }
        if (!letter.link().isEmpty()) {
            ObjectNode block = blocks.addObject().put("type", "section");
            block.putObject("text").put("type", "mrkdwn").put("text", "<" + letter.link() + "|More in the console>");
        }
    }

    private static void plain(Alert alert, ObjectNode card) {
        Letter letter = alert.letter();
        card.put("id", AlertId.of(alert));
        card.put("at", alert.madeAt().toString());
        card.put("subject", letter.subject());
        card.put("tone", letter.tone().name().toLowerCase(Locale.ROOT));
        card.put("link", letter.link());
        ArrayNode sections = card.putArray("sections");
        for (Letter.Section section : letter.sections()) {
            ArrayNode lines =
                    sections.addObject().put("heading", section.heading()).putArray("lines");
            section.lines().forEach(lines::add);
        }
    }

    /** Adaptive Cards read a little Markdown: nobody's file name becomes a link. */
    private static String plain(String line) {
        return cut(line, LONGEST_LINE).replaceAll("([\\[\\]*_`])", "\\\\$1");
    }

    private static String escaped(String text) {
        return cut(text, LONGEST_LINE)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
