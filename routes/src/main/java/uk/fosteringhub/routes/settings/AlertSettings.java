package uk.fosteringhub.routes.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.fosteringhub.core.alerts.Rota;

/**
 * Whom the hub tells, and how.
 *
 * @param verdictOf the triggers of the runs whose verdict is told
 * @param giveUpAfter an alert of that age which could not be sent is given up
 * @param console where people reach the console; empty: alerts hold no links
 */
public record AlertSettings(
        Optional<Mail> mail,
        List<Webhook> webhooks,
        Rota rota,
        Set<String> verdictOf,
        Duration giveUpAfter,
        Optional<String> console) {
    public AlertSettings {
        webhooks = List.copyOf(webhooks);
        verdictOf = Set.copyOf(verdictOf);
    }

    /** How a mail server is talked to. */
    public enum Security {
        /** TLS is asked for on a plain connection, and required. */
        STARTTLS,
        TLS,
        /** For a server on the same machine. */
        NONE
    }

    /**
     * The mail server that takes the hub's e-mails.
     *
     * @param from the sender's address
     * @param trustStore PEM file with the certificate that the server is trusted by, where it is not a public one
     */
    public record Mail(
            String host,
            int port,
            Security security,
            Optional<String> username,
            Optional<String> password,
            String from,
            Optional<Path> trustStore) {

        /** Keeps the password out of logs. */
        @Override
        public String toString() {
            return "Mail[" + host + ":" + port + "]";
        }
    }

    /** What is posted to a webhook. */
    public enum Template {
        /** An Adaptive Card, as Microsoft Teams takes it. */
        TEAMS,
        /** Blocks, as Slack takes them. */
        SLACK,
        /** The letter as it is, for programs. */
        JSON
    }

    /**
     * A channel of a chat, or a program.
     *
     * @param address where to post; who knows it may post, so it is a secret
     */
    public record Webhook(String name, String address, Template template) {

        /** Keeps the address out of logs. */
        @Override
        public String toString() {
            return "Webhook[" + name + "]";
        }
    }

    /** The channels that alerts go by. */
    public List<String> channels() {
        List<String> channels = new java.util.ArrayList<>();
        mail.ifPresent(server -> channels.add(MAIL));
        webhooks.forEach(webhook -> channels.add(webhook.name()));
        return channels;
    }

    public static final String MAIL = "mail";
}
