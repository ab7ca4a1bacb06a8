package uk.fosteringhub.routes.command;

import uk.fosteringhub.core.Hub;
import uk.fosteringhub.core.SealedStores;
import uk.fosteringhub.core.encryption.KeyUpkeep;
import uk.fosteringhub.routes.HubDatabase;
import uk.fosteringhub.routes.settings.HubConfiguration;

/** What the commands about keys share: the hub's keys and what they encrypt. */
final class KeysOnHub {
    /** Who acts, in the audit. */
    static final String ACTOR = "command line";

    /** Something to do with the keys. */
    @FunctionalInterface
    interface Use {
        int of(KeyUpkeep keys) throws Exception;
    }

    private KeysOnHub() {}

    static int with(Overrides overrides, Use use) throws Exception {
        HubConfiguration configuration = overrides.configuration();
        try (HubDatabase database = HubDatabase.open(configuration.hub())) {
            Hub hub = Hub.on(database.dataSource(), configuration.hub(), overrides.mappings(configuration));
            return use.of(new KeyUpkeep(hub.database(), hub.sealer(), SealedStores.of(hub)));
        }
    }
}
