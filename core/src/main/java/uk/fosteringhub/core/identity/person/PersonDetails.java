package uk.fosteringhub.core.identity.person;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one source record says of a person, as received. Empty texts and lists are for what it does not say.
 *
 * @param label what the record is called; never compared
 * @param source the system it comes from; never compared
 * @param previousFamily earlier last names
 * @param fullName taken where given and last name are not told apart: {@code Ann Lee} or {@code Lee, Ann}
 * @param gender any spelling; what is neither male nor female is not compared
 * @param restricted whether the record may never be linked without a person's word
 */
public record PersonDetails(
        String label,
        String source,
        String title,
        String given,
        String middle,
        String family,
        List<String> previousFamily,
        String fullName,
        Optional<BirthDate> birthDate,
        String gender,
        List<String> phones,
        List<String> emails,
        List<PostalAddress> addresses,
        String nhsNumber,
        String nationalId,
        boolean restricted) {

    public PersonDetails {
        previousFamily = List.copyOf(previousFamily);
        phones = List.copyOf(phones);
        emails = List.copyOf(emails);
        addresses = List.copyOf(addresses);
    }

    public static Builder named(String label, String source) {
        return new Builder(label, source);
    }

    /** Takes what is known, in any order. Phones, e-mails, addresses and earlier names add up; the rest replaces. */
    public static final class Builder {
        private final String label;
        private final String source;
        private String title = "";
        private String given = "";
        private String middle = "";
        private String family = "";
        private final List<String> previousFamily = new ArrayList<>();
        private String fullName = "";
        private Optional<BirthDate> birthDate = Optional.empty();
        private String gender = "";
        private final List<String> phones = new ArrayList<>();
        private final List<String> emails = new ArrayList<>();
        private final List<PostalAddress> addresses = new ArrayList<>();
        private String nhsNumber = "";
        private String nationalId = "";
        private boolean restricted;

        private Builder(String label, String source) {
            this.label = label;
            this.source = source;
        }

        public Builder title(String value) {
            title = value;
            return this;
        }

        public Builder given(String value) {
            given = value;
            return this;
        }

        public Builder middle(String value) {
            middle = value;
            return this;
        }

        public Builder family(String value) {
            family = value;
            return this;
        }

        public Builder previousFamily(String value) {
            previousFamily.add(value);
            return this;
        }

        public Builder fullName(String value) {
            fullName = value;
            return this;
        }

        public Builder birthDate(Optional<BirthDate> value) {
            birthDate = value;
            return this;
        }

        public Builder birthDate(BirthDate value) {
            return birthDate(Optional.of(value));
        }

        public Builder gender(String value) {
            gender = value;
            return this;
        }

        public Builder phone(String value) {
            phones.add(value);
            return this;
        }

        public Builder email(String value) {
            emails.add(value);
            return this;
        }

        public Builder address(List<String> lines, String postcode) {
            addresses.add(new PostalAddress(lines, postcode));
            return this;
        }

        public Builder nhsNumber(String value) {
            nhsNumber = value;
            return this;
        }

        public Builder nationalId(String value) {
            nationalId = value;
            return this;
        }

        public Builder restricted(boolean value) {
            restricted = value;
            return this;
        }

        public PersonDetails build() {
            return new PersonDetails(
                    label,
                    source,
                    title,
                    given,
                    middle,
                    family,
                    previousFamily,
                    fullName,
                    birthDate,
                    gender,
                    phones,
                    emails,
                    addresses,
                    nhsNumber,
                    nationalId,
                    restricted);
        }
    }
}
