package uk.fosteringhub.core.identity.pass;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import uk.fosteringhub.core.identity.person.PersonFeatures;
import uk.fosteringhub.core.store.Database;

/** Person records of the store as they are compared, for training. */
public final class StoreSample {
    private StoreSample() {}

    /** So many at most, the same of the same records, spread over all of them. Ended ones are not among them. */
    public static List<PersonFeatures> read(Database database, int most) {
        return database.inTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement("""
                    select features from hub.identity_record where version = ? and record_type = 'person'
                    order by hashint8(id), id limit ?""")) {
                query.setInt(1, KeptRecord.VERSION);
                query.setInt(2, most);
                List<PersonFeatures> sample = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        sample.add(PersonFeatures.fromJson(rows.getString(1)));
                    }
                }
                return sample;
            }
        });
    }
}
