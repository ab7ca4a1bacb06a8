package uk.fosteringhub.benchmarks.sync;

import java.time.LocalDate;
import java.time.OffsetDateTime;

/** A row of the extract with its types; absent values are null, as Spring Batch's own readers and writers have them. */
record PersonRow(
        long id,
        String legacyKey,
        String title,
        String givenName,
        String middleNames,
        String familyName,
        String previousFamilyName,
        String gender,
        String ethnicity,
        LocalDate birthDate,
        Boolean birthDateEstimated,
        String nhsNumber,
        String email,
        String phoneHome,
        String phoneMobile,
        Boolean isClient,
        Boolean isFosterCarer,
        Boolean wasFosterCarer,
        Boolean isAdopter,
        OffsetDateTime duplicateSince) {}
