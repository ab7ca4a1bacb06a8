package uk.fosteringhub.routes.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.PairView;
import uk.fosteringhub.core.masking.MaskedRecord;
import uk.fosteringhub.routes.TextTable;
import uk.fosteringhub.routes.identity.IdentityJson;

/** Shows one pair. */
@Command(
        name = "show",
        description = "One pair: what both records say, masked, and how far they agree.",
        mixinStandardHelpOptions = true)
final class ShowPairCommand extends IdentityDeskCommand {
    @Parameters(paramLabel = "PAIR", description = "Its number.")
    private long number;

    @Override
    int carryOut(IdentityDesk desk) throws CannotDo {
        PairView pair = desk.queue()
                .one(number, withRestricted)
                .orElseThrow(() -> new CannotDo("There is no pair " + number + " that may be shown."));
        if (json) {
            say(IdentityJson.pair(pair, desk.queue()));
            return Exit.OK;
        }
        say("Pair " + pair.id() + ", version " + pair.version() + ": " + ReviewPairsCommand.state(pair));
        if (!pair.doubt().isEmpty()) {
            say("Linked, and there is a reason to look again: " + pair.doubt() + ".");
        }
        Map<String, String> one =
                MaskedRecord.of(pair.one().type(), desk.queue().said(pair.one()));
        Map<String, String> other =
                MaskedRecord.of(pair.other().type(), desk.queue().said(pair.other()));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "field",
                name(pair.one().system(), pair.one().name()),
                name(pair.other().system(), pair.other().name())));
        TreeSet<String> fields = new TreeSet<>(one.keySet());
        fields.addAll(other.keySet());
        fields.forEach(field -> rows.add(List.of(field, one.getOrDefault(field, ""), other.getOrDefault(field, ""))));
        TextTable.of(rows).forEach(this::say);
        pair.judgement().ifPresent(judgement -> say(judgement.explanation()));
        say(String.format(Locale.ROOT, "%.1f bits", pair.weight()));
        pair.secondReasons().forEach(reason -> say("Two people must agree: " + reason + "."));
        return Exit.OK;
    }
}
