package uk.fosteringhub.routes.command;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.WhyOne;
import uk.fosteringhub.routes.identity.IdentityJson;

/** Says why some source records are one. */
@Command(
        name = "why",
        description = "Why some source records are one record: decisions, names in common, earlier hub ids, splits.",
        mixinStandardHelpOptions = true)
final class WhyOneCommand extends IdentityDeskCommand {
    @Parameters(index = "0", paramLabel = "RECORD", description = "Kind of record, such as person.")
    private String record;

    @Parameters(index = "1", paramLabel = "ID", description = "Hub id.")
    private long id;

    private static Instant second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    int carryOut(IdentityDesk desk) throws CannotDo {
        WhyOne.Why why = desk.why()
                .of(type(record), id, withRestricted)
                .orElseThrow(() -> new CannotDo("There is no " + record + " " + id + " that may be shown."));
        if (json) {
            say(IdentityJson.why(why));
            return Exit.OK;
        }
        say(why.makeup().type() + " " + why.makeup().entity() + " (fingerprint "
                + why.makeup().fingerprint() + ") is made of:");
        why.makeup()
                .records()
                .forEach(one -> say("  " + name(one.system(), one.name()) + (one.ended() ? " (ended)" : "")));
        why.decisions()
                .forEach(one ->
                        say(second(one.at()) + "  " + one.verdict().word().replace('_', '-') + " by "
                                + (one.byPerson() ? one.actor() : "the rules") + ": " + name(one.oneSystem(), one.one())
                                + " and "
                                + name(one.otherSystem(), one.other()) + " (" + one.reason() + ")"));
        why.names()
                .forEach(
                        name -> say("  " + name(name.system(), name.name()) + " is also known as " + name.otherName()));
        why.redirects().forEach(one -> say("  " + one.entity() + " leads here: " + one.why()));
        why.splits()
                .forEach(one -> say(second(one.at()) + "  taken apart by " + one.actor() + ": "
                        + one.parted().stream()
                                .map(part -> one.recordType() + " " + part)
                                .collect(Collectors.joining(", "))
                        + " (" + one.reason() + ")"));
        return Exit.OK;
    }
}
