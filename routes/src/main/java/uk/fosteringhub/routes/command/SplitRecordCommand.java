package uk.fosteringhub.routes.command;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.Decisions;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.Makeup;
import uk.fosteringhub.core.identity.decide.PersonRecord;
import uk.fosteringhub.core.identity.decide.Split;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.routes.identity.IdentityJson;

/** Takes a record apart. */
@Command(
        name = "split",
        description = "Takes a record apart: the named source records become another's, and stay so.",
        mixinStandardHelpOptions = true)
final class SplitRecordCommand extends IdentityDeskCommand {
    @Parameters(index = "0", paramLabel = "RECORD", description = "Kind of record, such as person.")
    private String record;

    @Parameters(index = "1", paramLabel = "ID", description = "Hub id.")
    private long id;

    @Option(
            names = "--goes",
            paramLabel = "NAME",
            required = true,
            split = ",",
            description = "The records that are another person's, as 'identity why' names them: lcs:12,mosaic:7.")
    private List<String> goes;

    @Option(
            names = "--seen",
            paramLabel = "FINGERPRINT",
            required = true,
            description = "The fingerprint that 'identity why' gave.")
    private String seen;

    @Option(
            names = "--reason",
            paramLabel = "WORDS",
            required = true,
            description = "Why. Name no person of the records.")
    private String reason;

    @Override
    int carryOut(IdentityDesk desk) throws DecisionRefused, CannotDo {
        RecordType type = type(record);
        Makeup makeup = desk.why()
                .makeup(type, id, withRestricted)
                .orElseThrow(() -> new CannotDo("There is no " + record + " " + id + " that may be shown."));
        Set<PersonRecord> going = new HashSet<>();
        for (String name : goes) {
            List<PersonRecord> named = makeup.records().stream()
                    .filter(one -> one.name().toString().equals(name)
                            || name(one.system(), one.name()).equals(name))
                    .map(Makeup.Record::record)
                    .toList();
            if (named.isEmpty()) {
                throw wrong(record + " " + id + " has no record '" + name + "'; 'identity why' lists them.");
            }
            going.addAll(named);
        }
        Split split =
                desk.decisions().split(new Decisions.WantedSplit(type, id, seen, going, reason, ACTOR, withRestricted));
        if (json) {
            say(IdentityJson.split(split));
            return Exit.OK;
        }
        say(split.recordType() + " " + split.entity() + " is taken apart; what went is "
                + split.parted().stream()
                        .map(part -> split.recordType() + " " + part)
                        .collect(Collectors.joining(", "))
                + " now.");
        split.viewers()
                .people()
                .forEach(viewer -> say("  " + viewer.actor() + " was shown it or acted on it while it was one, last at "
                        + viewer.last() + "."));
        split.viewers().systems().forEach(told -> say("  " + told.target() + " was told of it as one."));
        return Exit.OK;
    }
}
