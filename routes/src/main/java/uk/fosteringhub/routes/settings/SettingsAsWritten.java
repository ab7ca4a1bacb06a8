package uk.fosteringhub.routes.settings;

import java.util.List;
import java.util.Map;

/**
 * The settings under {@code hub}, word for word. Everything is text here, so that each wrong value can be told apart and
 * named; an absent setting is null or empty.
 */
record SettingsAsWritten(
        String data,
        String archive,
        String mappings,
        String timeZone,
        Database database,
        Kafka kafka,
        Broker broker,
        Api api,
        Console console,
        Schedule schedule,
        Sync sync,
        Alerts alerts,
        Watch watch,
        Retention retention,
        Map<String, Map<String, List<String>>> ownership,
        Map<String, Check> checks,
        Encryption encryption,
        Attribution attribution,
        Identity identity,
        Map<String, SystemBlock> systems) {

    record Retention(FailureRetention failures) {}

    record FailureRetention(String resolved, String discarded, String unresolved, String warning) {}

    record Encryption(String keyset, String keysetFile) {}

    record Database(String url, String username, String password) {}

    record Kafka(
            String bootstrapServers,
            String topicPrefix,
            String partitions,
            String replicationFactor,
            Map<String, String> properties) {}

    record Broker(String url, String username, String password) {}

    record Api(
            String address,
            String port,
            String key,
            Map<String, CredentialBlock> credentials,
            String maxBodyBytes,
            String maxRequests,
            String keepKeys,
            String signatureAge,
            Jwt jwt) {}

    record Jwt(String issuer, String audience, String rolesClaim, List<String> systems) {}

    record Console(
            String publicAddress,
            String localUsers,
            String signedInFor,
            String revealMinutes,
            List<String> revealRoles,
            List<String> restrictedRoles,
            OpenId openId) {}

    record OpenId(
            String issuer,
            String clientId,
            String clientSecret,
            String label,
            String nameClaim,
            String rolesClaim,
            Map<String, String> roles) {}

    record CredentialBlock(
            String key,
            String keySha256,
            String nextKey,
            String nextKeySha256,
            List<String> scopes,
            String system,
            String signingSecret,
            String nextSigningSecret) {}

    record Schedule(String sync) {}

    record Sync(String chunk, String writers, String maxAssembledRows, String maxRows, String quiet) {}

    record Alerts(
            List<String> to,
            List<Shift> rota,
            List<String> escalateTo,
            List<String> verdictOf,
            String giveUpAfter,
            String console,
            Mail mail,
            Map<String, Webhook> webhooks) {}

    record Shift(String days, String hours, List<String> to) {}

    record Mail(
            String host,
            String port,
            String security,
            String username,
            String password,
            String from,
            String trustStore) {}

    record Webhook(String address, String template) {}

    record Watch(
            String lateRun,
            String longRun,
            String awayFor,
            String unansweredFor,
            String staleCursor,
            String escalateAfter,
            String settle,
            String digestAbove) {}

    record Check(String requestWithin, String chaseAfter, String chaseEvery, String mostChasers, String validFor) {}

    record Attribution(
            String window,
            String sameWithin,
            String halfLife,
            List<String> models,
            String inferredTakesCredit,
            String redirectedOn) {}

    record Identity(
            String enabled,
            String holdBack,
            String sameEnquiryWithin,
            String secondReviewer,
            String sample,
            String model) {}

    record Mllp(
            String address,
            String port,
            String keyStore,
            String keyStorePassword,
            String trustStore,
            String acceptAnySender) {}

    record SystemBlock(
            String location,
            String username,
            String password,
            String privateKey,
            String knownHosts,
            String trustStore,
            String apiKey,
            String signingSecret,
            String nextSigningSecret,
            Mllp mllp,
            Out out,
            Map<String, FeedBlock> feeds) {}

    record Out(
            String way,
            String mapping,
            String location,
            String path,
            List<String> records,
            String batch,
            String timeout,
            String longestPause,
            String giveUpAfter,
            Map<String, Upsert> upsert) {}

    record Upsert(
            String path,
            String update,
            String recordsAt,
            String nextCursorAt,
            String keyAt,
            List<String> searchBy,
            List<String> sureBy,
            List<String> neverDiffer,
            List<String> locked) {}

    record FeedBlock(
            String mapping,
            String way,
            String kind,
            String order,
            String location,
            List<String> files,
            String format,
            String recordAt,
            String delimiter,
            String encoding,
            String expectEvery,
            String sequence,
            String maxEndedShare,
            String acceptNewShape,
            String maxRowBytes,
            Pull pull,
            StatusCheck statusCheck) {}

    record StatusCheck(
            String path,
            String organisation,
            String employeeForename,
            String employeeSurname,
            String every,
            String requestsPerSecond,
            String mostPerRun,
            String maxAnswerBytes,
            String timeout) {}

    record Pull(
            String path,
            String recordsAt,
            String nextCursorAt,
            String modifiedAt,
            String pageSize,
            String maxPages,
            String maxPageBytes,
            String timeout,
            String overlap) {}
}
