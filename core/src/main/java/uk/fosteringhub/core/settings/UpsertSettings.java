package uk.fosteringhub.core.settings;

import java.util.List;

/**
 * How one record type is kept at a target that is spoken to by {@link OutgoingWay#REST_UPSERT}. Fields are the target's, as
 * the outgoing mapping names them; a dot stands for a member within a member.
 *
 * @param path below the location, such as {@code /api/v1/residents}: searched and posted to; a record the target knows is at
 *     {@code <path>/<key>}
 * @param update the HTTP method that changes a record, {@code PATCH} or {@code PUT}
 * @param recordsAt JSON pointer to the list of records in the answer to a search
 * @param nextCursorAt JSON pointer to the next page's cursor in that answer, such as {@code /nextCursor}; absent or null on
 *     the last page. It is sent as {@code cursor}
 * @param keyAt JSON pointer to the target's key, in a record found and in the answer to a creation
 * @param searchBy queries in their order, such as {@code last_name={LAST_NAME}&postcode={POST_CODE}}; one is left out where
 *     a field in braces has no value
 * @param sureBy combinations of fields in their order; a record found that equals in all fields of one, each with a value, is
 *     the same for sure
 * @param neverDiffer fields in which records about the same thing cannot differ where both have a value
 * @param locked fields that the target takes only when a record is created
 */
public record UpsertSettings(
        String path,
        String update,
        String recordsAt,
        String nextCursorAt,
        String keyAt,
        List<String> searchBy,
        List<List<String>> sureBy,
        List<String> neverDiffer,
        List<String> locked) {}
