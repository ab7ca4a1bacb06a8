package uk.fosteringhub.routes.settings;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import uk.fosteringhub.core.alerts.Rota;

/** Reads whom the hub tells, and how. */
final class AlertReader {
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s<>,;\"]+@[^@\\s<>,;\"]+");
    private static final Set<String> TRIGGERS = Set.of("schedule", "command", "api", "demo");
    private static final int DAY_LETTERS = 3;

    private final Values values;

    AlertReader(Values values) {
        this.values = values;
    }

    AlertSettings read(SettingsAsWritten.Alerts block, ZoneId zone) {
        Optional<AlertSettings.Mail> mail = Optional.ofNullable(block.mail()).flatMap(this::mail);
        Rota rota = new Rota(
                shifts(block.rota()),
                addresses("hub.alerts.to", block.to()),
                addresses("hub.alerts.escalate-to", block.escalateTo()),
                zone);
        if (mail.isPresent() && rota.otherwise().isEmpty()) {
            values.problem(
                    "hub.alerts.to",
                    "is missing; write who gets e-mails at times that hub.alerts.rota does not cover.");
        }
        return new AlertSettings(
                mail,
                webhooks(block.webhooks()),
                rota,
                triggers(block.verdictOf()),
                values.duration("hub.alerts.give-up-after", block.giveUpAfter()).orElse(Duration.ofDays(3)),
                Values.text(block.console()));
    }

    private Optional<AlertSettings.Mail> mail(SettingsAsWritten.Mail block) {
        AlertSettings.Security security = values.word(
                "hub.alerts.mail.security",
                block.security(),
                AlertSettings.Security.class,
                AlertSettings.Security.STARTTLS);
        Optional<String> host = Values.text(block.host());
        Optional<String> from = Values.text(block.from());
        if (host.isPresent()
                && from.filter(address -> ADDRESS.matcher(address).matches()).isEmpty()) {
            values.problem("hub.alerts.mail.from", "is missing or no e-mail address; write hub@example.org.");
        }
        int port = values.whole(
                "hub.alerts.mail.port", block.port(), security == AlertSettings.Security.TLS ? 465 : 587, 1, 65_535);
        return host.map(name -> new AlertSettings.Mail(
                name,
                port,
                security,
                Values.text(block.username()),
                Values.secret(block.password()),
                from.orElse(""),
                values.file("hub.alerts.mail.trust-store", block.trustStore())));
    }

    private List<AlertSettings.Webhook> webhooks(Map<String, SettingsAsWritten.Webhook> blocks) {
        List<AlertSettings.Webhook> webhooks = new ArrayList<>();
        if (blocks != null) {
            blocks.forEach((name, block) ->
                    webhook("hub.alerts.webhooks." + name, name, block).ifPresent(webhooks::add));
        }
        return webhooks;
    }

    /** Without an address it is not in use. */
    private Optional<AlertSettings.Webhook> webhook(String setting, String name, SettingsAsWritten.Webhook block) {
        if (name.equals(AlertSettings.MAIL)) {
            values.problem(setting, "has the name that stands for e-mail; choose another.");
        }
        AlertSettings.Template template = values.word(
                setting + ".template", block.template(), AlertSettings.Template.class, AlertSettings.Template.TEAMS);
        Optional<String> address = Values.secret(block.address());
        address.filter(written -> !safe(written))
                .ifPresent(unsafe -> values.problem(
                        setting + ".address", "is no https: address; plain http: is for this machine only."));
        return address.map(written -> new AlertSettings.Webhook(name, written, template));
    }

    private static boolean safe(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || "http".equals(uri.getScheme())
                                    && Set.of("localhost", "127.0.0.1").contains(uri.getHost()));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private List<String> addresses(String setting, List<String> written) {
        List<String> addresses = written == null
                ? List.of()
                : written.stream()
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList();
        addresses.stream()
                .filter(address -> !ADDRESS.matcher(address).matches())
                .forEach(wrong -> values.problem(
                        setting,
                        "holds something that is no e-mail address; write addresses such as duty@example.org."));
        return addresses;
    }

    private Set<String> triggers(List<String> written) {
        if (written == null) {
            return Set.of("schedule");
        }
        written.stream()
                .filter(word -> !TRIGGERS.contains(word))
                .forEach(word -> values.problem(
                        "hub.alerts.verdict-of", "holds '" + word + "'; write schedule, command, api or demo."));
        return Set.copyOf(written);
    }

    private List<Rota.Shift> shifts(List<SettingsAsWritten.Shift> written) {
        List<Rota.Shift> shifts = new ArrayList<>();
        for (int i = 0; written != null && i < written.size(); i++) {
            SettingsAsWritten.Shift shift = written.get(i);
            String setting = "hub.alerts.rota[" + i + "]";
            List<String> to = addresses(setting + ".to", shift.to());
            if (to.isEmpty()) {
                values.problem(setting + ".to", "is missing; write who is on duty then.");
            }
            LocalTime[] hours = hours(setting + ".hours", shift.hours());
            shifts.add(new Rota.Shift(days(setting + ".days", shift.days()), hours[0], hours[1], to));
        }
        return shifts;
    }

    private LocalTime[] hours(String setting, String written) {
        String[] parts = Values.text(written).orElse("00:00-00:00").split("-", -1);
        try {
            if (parts.length == 2) {
                return new LocalTime[] {LocalTime.parse(parts[0].strip()), LocalTime.parse(parts[1].strip())};
            }
        } catch (DateTimeParseException wrong) {
            // told below, together with what is no span
        }
        values.problem(setting, "is '" + written + "'; write from and to, such as 08:00-18:00.");
        return new LocalTime[] {LocalTime.MIN, LocalTime.MIN};
    }

    private Set<DayOfWeek> days(String setting, String written) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part :
                Values.text(written).orElse("mon-sun").toLowerCase(Locale.ROOT).split(",")) {
            String[] ends = part.strip().split("-", -1);
            Optional<DayOfWeek> first = day(ends[0]);
            Optional<DayOfWeek> last = day(ends[ends.length - 1]);
            if (first.isEmpty() || last.isEmpty() || ends.length > 2) {
                values.problem(setting, "is '" + written + "'; write days such as mon-fri or sat,sun.");
                return EnumSet.allOf(DayOfWeek.class);
            }
            for (DayOfWeek day = first.get(); ; day = day.plus(1)) {
                days.add(day);
                if (day == last.get()) {
                    break;
                }
            }
        }
        return days;
    }

    private static Optional<DayOfWeek> day(String word) {
        String text = word.strip();
        return text.length() < DAY_LETTERS
                ? Optional.empty()
                : java.util.Arrays.stream(DayOfWeek.values())
                        .filter(day -> day.name().toLowerCase(Locale.ROOT).startsWith(text))
                        .findFirst();
    }
}
