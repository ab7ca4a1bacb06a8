package uk.fosteringhub.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person is in the hub. One person may be several. */
public enum Role {
    /** Keeps the nights going: runs, feeds, failures, repairs. */
    OPERATIONS,
    /** Works with enquiries, their sources and the people on their way to becoming carers. */
    RECRUITMENT,
    /** Answers for the data: who looked, who changed, and whether they might. */
    GOVERNANCE,
    /** Lets people in and sees how the hub is set. Sees nobody's personal data. */
    ADMIN;

    /** As in settings, claims of an OpenID provider, and pages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
