package uk.fosteringhub.console.reveal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import uk.fosteringhub.console.ConsoleSettings;
import uk.fosteringhub.console.access.SignedIn;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.reveal.NotRevealed;
import uk.fosteringhub.core.reveal.RestrictedViews;
import uk.fosteringhub.core.reveal.Restriction;
import uk.fosteringhub.core.reveal.RevealRules;
import uk.fosteringhub.core.reveal.Reveals;
import uk.fosteringhub.core.reveal.Subject;

/** What every page that shows personal data asks: masked or not, there or not. */
@Component
public final class Revealing {
    private final RevealRules rules;
    private final Restriction restriction;
    private final Reveals reveals;
    private final RestrictedViews views;

    Revealing(Hub hub, ConsoleSettings settings) {
        this.rules = settings.reveals();
        this.restriction = new Restriction(
                hub.database(),
                hub.settings().feeds(),
                hub.mappings(),
                hub.payloads(),
                hub.settings().zone());
        this.reveals = new Reveals(hub.database(), restriction, rules, Clock.systemUTC());
        this.views = new RestrictedViews(
                hub.database(), Clock.systemUTC(), hub.settings().zone());
    }

    /** Whether lists and counts may hold what concerns restricted persons. */
    public boolean seesRestricted(SignedIn person) {
        return rules.seesRestricted(person.roles());
    }

    /** Whether a record or failure is there for this person. */
    public boolean mayKnow(SignedIn person, Subject subject) {
        return restriction
                .about(subject)
                .filter(about -> !about.restricted() || seesRestricted(person))
                .isPresent();
    }

    /** Whether a record or failure is about a restricted person, whoever asks. */
    public boolean restricted(Subject subject) {
        return restriction.about(subject).filter(Restriction.About::restricted).isPresent();
    }

    /**
     * For a page that is about to show a subject that the person may know of. That somebody is shown a restricted record, or
     * a failure about one, is noted in the audit.
     *
     * @param back address of the page
     */
    public Shown of(SignedIn person, Subject subject, String back) {
        return of(person, List.of(subject), back);
    }

    /** The same for several that a page shows side by side: all of them are revealed, or none. */
    public Shown of(SignedIn person, List<Subject> subjects, String back) {
        for (Subject subject : subjects) {
            restriction
                    .about(subject)
                    .filter(Restriction.About::restricted)
                    .ifPresent(about -> views.note(person.name(), subject, about.entity()));
        }
        List<Instant> until = subjects.stream()
                .flatMap(subject -> reveals.until(person.name(), subject).stream())
                .sorted()
                .toList();
        return new Shown(
                subjects,
                until.size() == subjects.size() ? until.stream().findFirst() : Optional.empty(),
                rules.mayReveal(person.roles()),
                back);
    }

    Instant grant(SignedIn person, Subject subject, String reason) throws NotRevealed {
        return reveals.grant(person.name(), person.roles(), subject, reason);
    }

    /** What a form names; empty if it is no kind of record and no failure. */
    static Optional<Subject> subject(String word, long id) {
        return word.equals("failure")
                ? Optional.of(Subject.failure(id))
                : RecordTypes.named(word).map(type -> Subject.record(type, id));
    }
}
