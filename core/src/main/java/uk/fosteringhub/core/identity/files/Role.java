package uk.fosteringhub.core.identity.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a column of a persons file is, with the headers that are usual for it (letters and digits alone, no capitals). */
public enum Role {
    RECORD_ID("record id", "recordid", "recid", "uniqueid", "id", "rowid", "recordno", "recordnumber"),
    SOURCE("source", "source", "system", "sourcesystem", "sourcedataset", "sourcedb"),
    TITLE("title", "title", "salutation"),
    FIRST("first", "first", "firstname", "givenname", "forename", "forenames", "given", "fname", "forename1"),
    MIDDLE("middle", "middle", "middlename", "middlenames", "othernames", "forename2", "middleinitial"),
    LAST("last", "last", "lastname", "surname", "familyname", "family", "lname"),
    PREVIOUS_LAST(
            "previous last name",
            "previouslastname",
            "previouslast",
            "previoussurname",
            "previousname",
            "maidenname",
            "birthname",
            "birthsurname",
            "formersurname",
            "formername",
            "nee"),
    FULL_NAME("full name", "fullname", "name", "personname", "displayname"),
    BIRTH_DATE("date of birth", "dateofbirth", "dob", "birthdate", "bday", "born"),
    GENDER("gender", "gender", "sex"),
    PHONE(
            "phone",
            "phone",
            "phonenumber",
            "telephone",
            "telephonenumber",
            "tel",
            "mobile",
            "mobilephone",
            "mobilenumber",
            "homephone",
            "landline",
            "contactnumber"),
    EMAIL("e-mail", "email", "emailaddress", "mail"),
    ADDRESS(
            "address lines",
            "addresslines",
            "addressline",
            "address",
            "addressline1",
            "addressline2",
            "addressline3",
            "addressline4",
            "address1",
            "address2",
            "address3",
            "address4",
            "streetnumber",
            "housenumber",
            "housename",
            "street",
            "streetaddress",
            "suburb",
            "locality",
            "city",
            "town",
            "posttown"),
    POSTCODE("postcode", "postcode", "zip", "zipcode", "postalcode"),
    NHS_NUMBER("NHS number", "nhsnumber", "nhsno", "nhs"),
    NATIONAL_ID(
            "national id",
            "nationalid",
            "nationalidentifier",
            "nationalinsurancenumber",
            "nationalinsuranceno",
            "nino",
            "ninumber",
            "socsecid",
            "socialsecuritynumber",
            "ssn"),
    RESTRICTED("restricted", "restricted", "isrestricted");

    private final String words;
    private final List<String> headers;

    Role(String words, String... headers) {
        this.words = words;
        this.headers = List.of(headers);
    }

    public String words() {
        return words;
    }

    /** Whether several columns may have it: lines of an address, several phones. */
    boolean several() {
        return this == ADDRESS || this == PHONE || this == EMAIL || this == PREVIOUS_LAST || this == MIDDLE;
    }

    /** The role that a column with this header usually has, or that this word names. */
    static Optional<Role> of(String header) {
        String plain = plain(header);
        return Arrays.stream(values())
                .filter(role -> plain(role.words).equals(plain) || role.headers.contains(plain))
                .findFirst();
    }

    static List<String> allWords() {
        List<String> all = new ArrayList<>();
        for (Role role : values()) {
            all.add(role.words);
        }
        return all;
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
            if (Character.isLetterOrDigit(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
