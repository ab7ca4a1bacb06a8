package uk.fosteringhub.core.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How changes go out to one system.
 *
 * @param system the target's name
 * @param way by which transport
 * @param mapping the folder of its outgoing mappings; usually the target's name
 * @param location where to: {@code file:}, {@code sftp:}, {@code ftps:}, {@code https:} or {@code mllps:} address
 * @param path for the REST ways: below the location, such as {@code /api/v1/residents}; {@code {key}} stands for the key by
 *     which the target knows the record
 * @param records the record types that are sent, each with a mapping {@code mappings/<mapping>/out/<record>.yml}
 * @param batch most changes handed over at once; for files, most lines
 * @param timeout for connecting and for each answer; for the REST ways for both together, to the answer's last byte
 * @param longestPause how long the hub waits at most between two attempts while the target is away
 * @param giveUpAfter a change that could not be handed over for so long becomes a failure
 * @param upsert for {@link OutgoingWay#REST_UPSERT}, how each of the record types is looked for and kept
 */
public record OutgoingSettings(
        String system,
        OutgoingWay way,
        String mapping,
        String location,
        String path,
        List<String> records,
        int batch,
        Duration timeout,
        Duration longestPause,
        Duration giveUpAfter,
        Map<String, UpsertSettings> upsert) {}
