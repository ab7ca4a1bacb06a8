package uk.fosteringhub.core;

import java.util.List;
import javax.sql.DataSource;
import uk.fosteringhub.core.checks.CheckLife;
import uk.fosteringhub.core.checks.StatusCheckLedger;
import uk.fosteringhub.core.corrections.CorrectedMappings;
import uk.fosteringhub.core.corrections.Corrections;
import uk.fosteringhub.core.deliver.Couriers;
import uk.fosteringhub.core.encryption.Encryption;
import uk.fosteringhub.core.encryption.Sealer;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.identity.pass.IdentityPass;
import uk.fosteringhub.core.identity.pass.PersonNotes;
import uk.fosteringhub.core.intake.Archive;
import uk.fosteringhub.core.mapping.Mappings;
import uk.fosteringhub.core.merge.Merge;
import uk.fosteringhub.core.merge.Ownership;
import uk.fosteringhub.core.messages.Hl7Inbox;
import uk.fosteringhub.core.publish.Outbox;
import uk.fosteringhub.core.publish.RestrictingSources;
import uk.fosteringhub.core.publish.Targets;
import uk.fosteringhub.core.push.PushedForms;
import uk.fosteringhub.core.runs.FeedState;
import uk.fosteringhub.core.runs.FeedStates;
import uk.fosteringhub.core.runs.Runs;
import uk.fosteringhub.core.settings.FeedSettings;
import uk.fosteringhub.core.settings.HubSettings;
import uk.fosteringhub.core.store.Database;
import uk.fosteringhub.core.store.GoldenExport;
import uk.fosteringhub.core.sync.Intake;
import uk.fosteringhub.core.sync.LivePassage;
import uk.fosteringhub.core.sync.ReplayPassage;

/**
 * The hub's parts, put together on one database.
 *
 * @param targets who gets changes
 */
public record Hub(
        HubSettings settings,
        Mappings mappings,
        Archive archive,
        Runs runs,
        Intake intake,
        Targets targets,
        Outbox outbox,
        Couriers couriers,
        GoldenExport export,
        FeedStates feedStates,
        StatusCheckLedger statusChecks,
        LivePassage live,
        Database database,
        CheckLife checkLife,
        Hl7Inbox hl7Inbox,
        Sealer sealer,
        Payloads payloads,
        ReplayPassage replayPassage,
        IdentityPass identity) {

    /**
     * Brings the database's tables up to date first.
     *
     * @throws uk.fosteringhub.core.encryption.KeysetUnusable if there are no right keys to encrypt by
     */
    public static Hub on(DataSource dataSource, HubSettings settings, Mappings asWritten) {
        Database database = new Database(dataSource);
        database.migrate();
        Sealer sealer = Encryption.open(settings, database);
        Archive archive = new Archive(settings.archive(), sealer);
        Targets targets = new Targets(settings.kafka().isPresent(), settings.targets());
        Payloads payloads = new Payloads(sealer);
        PersonNotes notes = new PersonNotes(settings.identity().enabled());
        CorrectedMappings mappings = new CorrectedMappings(asWritten, new Corrections(database, payloads));
        PushedForms forms = new PushedForms(settings.zone(), settings.pulledMappings());
        Merge merge = new Merge(new Ownership(settings.ownership()));
        IdentityPass identity = new IdentityPass(
                database,
                merge,
                targets,
                settings.identity(),
                settings.identity().model());
        identity.begin();
        database.inTransaction(connection -> {
            RestrictingSources.keep(connection, mappings, settings.feeds(), targets.all());
            return null;
        });
        return new Hub(
                settings,
                mappings,
                archive,
                new Runs(database),
                new Intake(database, archive, mappings, merge, targets, settings.sync(), payloads, notes),
                targets,
                new Outbox(database, settings.identity().holdBack()),
                new Couriers(database, archive, mappings, payloads),
                new GoldenExport(database),
                new FeedStates(database),
                new StatusCheckLedger(database, sealer),
                new LivePassage(database, sealer, mappings, merge, targets, forms, payloads, notes),
                database,
                new CheckLife(database, settings.checks()),
                new Hl7Inbox(database, sealer, payloads),
                sealer,
                payloads,
                new ReplayPassage(mappings, merge, targets, forms, payloads, notes),
                identity);
    }

    /** What is known of every feed, in the order of the settings. */
    public List<FeedState> feeds() {
        return feedStates.of(settings.feeds().stream().map(FeedSettings::name).toList());
    }
}
