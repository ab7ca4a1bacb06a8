package uk.fosteringhub.core.settings;

import java.time.Duration;

/**
 * How status checks are asked of the DBS Update Service.
 *
 * @param path below the location, without the certificate's number: {@code /crsc/api/status}
 * @param organisation who asks, as the certificate's holder is shown it
 * @param employeeForename the person who asks, as the certificate's holder is shown it
 * @param employeeSurname the same
 * @param every how long an answer holds before the certificate is asked about again
 * @param requestsPerSecond most questions a second
 * @param mostPerRun most questions in one run; the others are asked in the next ones
 * @param maxAnswerBytes longest answer
 * @param timeout for connecting and for each answer
 */
public record StatusCheckSettings(
        String path,
        String organisation,
        String employeeForename,
        String employeeSurname,
        Duration every,
        int requestsPerSecond,
        int mostPerRun,
        int maxAnswerBytes,
        Duration timeout) {}
