package uk.fosteringhub.routes.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.identity.decide.DecisionRefused;
import uk.fosteringhub.core.identity.decide.IdentityDesk;
import uk.fosteringhub.core.identity.decide.Verdict;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;
import uk.fosteringhub.core.records.Reference;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.identity.IdentityJson;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** A command about who is the same person, on the hub's database. */
abstract class IdentityDeskCommand implements Callable<Integer> {
    /** To whom the audit ascribes what is done here. */
    static final String ACTOR = "command line";

    @Mixin
    private Overrides overrides;

    @Spec
    CommandSpec spec;

    @Option(names = "--json", description = "JSON instead of text.")
    boolean json;

    @Option(names = "--with-restricted", description = "What concerns restricted persons too.")
    boolean withRestricted;

    abstract int carryOut(IdentityDesk desk) throws DecisionRefused, CannotDo;

    @Override
    public final Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            return carryOut(IdentityDesk.of(
                    Hub.on(database.dataSource(), configuration.hub(), overrides.mappings(configuration))));
        } catch (DecisionRefused refused) {
            throw new CannotDo(refused.getMessage(), refused);
        }
    }

    void say(String text) {
        spec.commandLine().getOut().println(text);
    }

    /** Such as {@code lcs:100001}; with whose keys are meant, if they are not the system's own. */
    static String name(String system, Reference name) {
        return system.equals(name.keyspace()) ? name.toString() : system + ":" + name;
    }

    ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    RecordType type(String written) {
        return RecordTypes.named(written)
                .orElseThrow(() -> wrong("There is no kind of record '" + written + "'; write one such as person."));
    }

    Verdict verdict(String written) {
        return IdentityJson.verdict(written).orElseThrow(() -> wrong("Say same, different, unsure or taken-back."));
    }
}
