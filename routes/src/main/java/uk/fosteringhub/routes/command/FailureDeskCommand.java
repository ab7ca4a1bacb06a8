package uk.fosteringhub.routes.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.failures.FailureRefused;
import uk.fosteringhub.core.failures.WrongQuery;
import uk.fosteringhub.core.replay.FailureWork;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** A command about failures, on the hub's database. */
abstract class FailureDeskCommand implements Callable<Integer> {
    /** To whom the audit ascribes what is done here. */
    static final String ACTOR = "command line";

    @Mixin
    private Overrides overrides;

    @Spec
    CommandSpec spec;

    @Option(names = "--json", description = "JSON instead of text.")
    boolean json;

    abstract int carryOut(FailureWork work) throws FailureRefused, WrongQuery, CannotDo;

    @Override
    public final Integer call() throws Exception {
        HubConfiguration configuration = overrides.configuration();
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            return carryOut(FailureWork.of(
                    Hub.on(database.dataSource(), configuration.hub(), overrides.mappings(configuration))));
        } catch (WrongQuery wrong) {
            throw new ParameterException(spec.commandLine(), wrong.getMessage());
        } catch (FailureRefused refused) {
            throw new CannotDo(refused.getMessage(), refused);
        }
    }

    void say(String text) {
        spec.commandLine().getOut().println(text);
    }
}
