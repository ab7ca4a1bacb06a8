package uk.fosteringhub.core;

import java.util.List;
import uk.fosteringhub.core.checks.StatusCheckLedger;
import uk.fosteringhub.core.encryption.SealedColumn;
import uk.fosteringhub.core.encryption.SealedStore;
import uk.fosteringhub.core.failures.Payloads;
import uk.fosteringhub.core.intake.ArchiveKeys;
import uk.fosteringhub.core.messages.Hl7Inbox;
import uk.fosteringhub.core.push.PushLog;

/** Everything that the hub keeps encrypted: one list, so that no key is taken away while something still needs it. */
public final class SealedStores {
    private SealedStores() {}

    public static List<SealedStore> of(Hub hub) {
        return List.of(
                new ArchiveKeys(hub.archive()),
                column(hub, "pushed records", PushLog.BODY, PushLog.BODY),
                column(hub, "HL7 messages", Hl7Inbox.BODY, Hl7Inbox.BODY),
                new SealedColumn(
                        hub.database(),
                        hub.sealer(),
                        "answers to status checks",
                        StatusCheckLedger.ANSWER,
                        StatusCheckLedger.ANSWER,
                        "hashtextextended(certificate || asked_on, 0)"),
                column(hub, "failed records", Payloads.PURPOSE, "hub.failure.raw"),
                column(hub, "values of failed records", Payloads.PURPOSE, "hub.failure.received"),
                column(hub, "values that corrections look for", Payloads.PURPOSE, "hub.correction.when_value"),
                column(hub, "values that corrections set", Payloads.PURPOSE, "hub.correction.set_value"));
    }

    private static SealedStore column(Hub hub, String name, String purpose, String column) {
        return new SealedColumn(hub.database(), hub.sealer(), name, purpose, column, "id");
    }
}
