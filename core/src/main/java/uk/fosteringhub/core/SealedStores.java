package uk.fosteringhub.core;

import java.util.List;
import uk.fosteringhub.core.encryption.SealedColumn;
import uk.fosteringhub.core.encryption.SealedStore;
import uk.fosteringhub.core.intake.ArchiveKeys;
import uk.fosteringhub.core.messages.Hl7Inbox;
import uk.fosteringhub.core.push.PushLog;

/** Everything that the hub keeps encrypted: one list, so that no key is taken away while something still needs it. */
public final class SealedStores {
    private SealedStores() {}

    public static List<SealedStore> of(Hub hub) {
        return List.of(
                new ArchiveKeys(hub.archive()),
                new SealedColumn(hub.database(), hub.sealer(), "pushed records", PushLog.BODY),
                new SealedColumn(hub.database(), hub.sealer(), "HL7 messages", Hl7Inbox.BODY));
    }
}
