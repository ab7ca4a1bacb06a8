package uk.fosteringhub.core.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.fosteringhub.core.records.Field;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.RecordTypes;

/** What the raw records of one kind mean: a mapping file made ready to run. Implementations are immutable. */
public interface RecordMapping {

    /** {@code system/record}, as on the command line: {@code lcs/persons}. */
    String name();

    RecordType recordType();

    /** Whose keys the records carry, usually the system's name. */
    String keyspace();

    /** Keyspaces in which a record may say that it is known too; empty for nearly all mappings, which then cost nothing more. */
    default List<String> otherKeyspaces() {
        return List.of();
    }

    /**
     * SHA-256, in hexadecimal, of everything that decides the result: the mapping file and the code tables it uses. Rows
     * are taken up again when it changes, even if the source did not change them.
     */
    String fingerprint();

    /** How several consecutive rows make one record; empty where each row is one. */
    Optional<Assembly> assembly();

    /** The canonical fields it can give a value to; all of them unless an implementation knows better. */
    default List<String> fieldNames() {
        return recordType().fields().stream().map(Field::name).toList();
    }

    /**
     * Whether it says of persons whether they are restricted. Of whom such a system has not told yet, nobody knows.
     */
    default boolean tellsRestricted() {
        return recordType().equals(RecordTypes.PERSON) && fieldNames().contains("restricted");
    }

    /**
     * Columns that every delivery must have, though they may be empty, so that no record fails for want of them; empty
     * unless an implementation knows better.
     */
    default List<String> requires() {
        return List.of();
    }

    /**
     * The columns that say of persons whether they are restricted. A record that has none of them says nothing about it;
     * empty where the mapping does not tell, or does not read it from columns.
     */
    default List<String> restrictedColumns() {
        return tellsRestricted()
                ? fieldsByColumn().entrySet().stream()
                        .filter(read -> read.getValue().stream()
                                .anyMatch(field -> field.name().equals("restricted")))
                        .map(Map.Entry::getKey)
                        .toList()
                : List.of();
    }

    /**
     * For each column it reads, the fields that get their value from it: several where one is put together of others, none
     * where it only decides. Empty, and so nothing is known about any column, unless an implementation knows better.
     */
    default Map<String, List<Field>> fieldsByColumn() {
        return Map.of();
    }

    /** The columns that make the source key; empty unless an implementation knows better. */
    default List<String> keyColumns() {
        return List.of();
    }

    /** The names the mapping knows, required ones first. For JSON sources these are paths such as {@code applicant.firstName}. */
    List<MappedColumn> columns();

    /**
     * Fits the mapping to the header of one delivery.
     *
     * @param header the column names as received
     * @throws HeaderProblem if a required column is missing or a used column stands there twice
     */
    RowMapper bind(List<String> header) throws HeaderProblem;

    /** What it does with each field, for people to read; empty unless an implementation tells. */
    default List<MappedField> described() {
        return List.of();
    }
}
