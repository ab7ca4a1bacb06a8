package uk.fosteringhub.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import uk.fosteringhub.core.settings.FeedKind;
import uk.fosteringhub.core.settings.FeedSettings;

/** Made-up people as several systems tell of them. */
final class People {
    static final FeedSettings LCS = HubFixture.csv("lcs-persons", "lcs/persons", FeedKind.DELTA);
    static final FeedSettings LCS_ADDRESSES = HubFixture.csv("lcs-addresses", "lcs/addresses", FeedKind.DELTA);
    static final FeedSettings MOSAIC = HubFixture.csv("mosaic-persons", "mosaic/persons", FeedKind.DELTA);
    static final FeedSettings MOSAIC_PHONES = HubFixture.csv("mosaic-phones", "mosaic/phones", FeedKind.DELTA);
    static final FeedSettings MOSAIC_ADDRESSES = HubFixture.csv("mosaic-addresses", "mosaic/addresses", FeedKind.DELTA);
    static final FeedSettings LAFSE = HubFixture.csv("lafse-enquiries-csv", "lafse/enquiries-csv", FeedKind.DELTA);
    static final FeedSettings WEBSITE = HubFixture.csv("website-enquiries", "website/enquiries", FeedKind.DELTA);
    static final FeedSettings TOUCHPOINTS =
            HubFixture.csv("website-touchpoints", "website/touchpoints", FeedKind.DELTA);
    static final FeedSettings MEDICAL = HubFixture.csv("medical-outcomes", "medical/outcomes", FeedKind.EVENT);

    private static final int NHS_DIGITS = 9;

    private People() {}

    /** @param people key, forename, surname, date of birth, gender, NHS number, e-mail, mobile number */
    static String lcs(String... people) {
        return "DIM_PERSON_ID,FORENAME,SURNAME,BIRTH_DTTM,GENDER_MAIN_CODE,NHS_NUMBER,EMAIL,MOBILE_TELEPHONE\n"
                + lines(people);
    }

    /** @param addresses key of the address, key of the person, house number, street, town, postcode */
    static String lcsAddresses(String... addresses) {
        return "DIM_PERSON_ADDRESS_ID,DIM_PERSON_ID,HOUSE_NO,STREET,TOWN,POSTCODE\n" + lines(addresses);
    }

    /** @param people key, forename, surname, date of birth, gender, NHS number, e-mail, restricted (Y or N) */
    static String mosaic(String... people) {
        return "PERSON_ID,FIRST_NAME,LAST_NAME,DATE_OF_BIRTH,GENDER,NHS_ID,EMAIL_ADDRESS,RESTRICTED\n" + lines(people);
    }

    /** @param addresses key of the address, key of the person, address, postcode */
    static String mosaicAddresses(String... addresses) {
        return "REF_ADDRESSES_PEOPLE_ID,PERSON_ID,ADDRESS,POST_CODE,END_DATE\n"
                + lines(Arrays.stream(addresses).map(one -> one + ",").toArray(String[]::new));
    }

    /** @param phones key of the number, key of the person, number; mobile numbers all */
    static String mosaicPhones(String... phones) {
        return "TELEPHONE_NUMBER_ID,PERSON_ID,TELEPHONE_NUMBER,TELEPHONE_NUMBER_TYPE\n"
                + lines(Arrays.stream(phones).map(one -> one + ",MOBILE").toArray(String[]::new));
    }

    /** @param referrals number, first and last name, e-mail, phone, postcode, when it came in */
    static String lafse(String... referrals) {
        return "referral_id,first_name,last_name,email,phone,postcode,enquired_at\n" + lines(referrals);
    }

    /** @param enquiries number, first and last name, e-mail, phone, postcode, when it came in */
    static String website(String... enquiries) {
        return "enquiry_id,first_name,last_name,email,phone,postcode,enquired_at\n" + lines(enquiries);
    }

    /** @param touchpoints number, first and last name, e-mail, phone, postcode, when it was */
    static String touchpoints(String... touchpoints) {
        return "touchpoint_id,first_name,last_name,email,phone,postcode,occurred_at\n" + lines(touchpoints);
    }

    /** @param outcomes number, forename, surname, date of birth, NHS number */
    static String medical(String... outcomes) {
        return "REFERENCE,FORENAME,SURNAME,DATE_OF_BIRTH,NHS_NUMBER,FORM,OUTCOME,OUTCOME_DATE\n"
                + lines(Arrays.stream(outcomes)
                        .map(one -> one + ",AH,Fit to foster,01/03/2026")
                        .toArray(String[]::new));
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    /** An NHS number of the range for tests, with its check digit. */
    static String nhs(int person) {
        for (int number = person * 11; ; number++) {
            String digits = "999" + String.format("%06d", number);
            int sum = IntStream.range(0, NHS_DIGITS)
                    .map(i -> (digits.charAt(i) - '0') * (10 - i))
                    .sum();
            int check = 11 - sum % 11;
            if (check != 10) {
                return digits + check % 11;
            }
        }
    }

    /** So many people that nobody stands out by being the only one of a name, each with everything of their own. */
    static String crowd(int people) {
        List<String> given = List.of(
                "Ada", "Bea", "Cleo", "Dora", "Edna", "Faye", "Gina", "Hope", "Ines", "Jade", "Kate", "Lena", "Mona",
                "Nell", "Opal", "Pia", "Rosa", "Sara", "Tess", "Vera");
        List<String> family = List.of(
                "Ashby", "Barlow", "Corbett", "Dunmore", "Elwood", "Fenwick", "Garside", "Holroyd", "Ingham", "Jarvis",
                "Kershaw", "Langley", "Mayhew", "Norwood", "Ormerod", "Pickard", "Redfern", "Stanway", "Thorley");
        return lcs(IntStream.range(0, people)
                .mapToObj(i -> "C" + i + "," + given.get(i % given.size()) + "," + family.get(i % family.size()) + ",19"
                        + (50 + i % 45) + "-0" + (1 + i % 9) + "-1" + i % 10 + ",F," + nhs(2000 + i) + ",crowd" + i
                        + "@example.org,")
                .toArray(String[]::new));
    }

    /** Who is one with whom, by the names of the records, and to whom records refer: the same for the same knowledge. */
    static Map<String, List<String>> known(HubFixture hub) {
        String members = """
                select c.entity_id, string_agg(s.system || ':' || c.key, '+' order by s.system, c.key) as names
                from hub.contribution c join hub.source s on s.id = c.source_id
                where c.state = 'a' and s.keyspace <> 'identity' group by 1""";
        return Map.of(
                "entities", hub.query("select names from (" + members + ") m where names not like 'lcs:C%' order by 1"),
                "references", hub.query("with m as (" + members + """
                                ), r as (
                                select 'enquiry' as type, id, person from fostering.enquiry where ended_at is null
                                union all select 'check', id, person from fostering.check where ended_at is null
                                union all select 'touchpoint', id, person from fostering.touchpoint where ended_at is null)
                                select r.type, m.names, p.names from r join m on m.entity_id = r.id
                                left join m p on p.entity_id = r.person order by 1, 2"""),
                "pairs", hub.query("""
                                select least(one, other) || ' ' || greatest(one, other), state from (
                                    select os.system || ':' || p.one_key as one, ts.system || ':' || p.other_key as other,
                                        p.state
                                    from hub.identity_pair p join hub.source os on os.id = p.one_source
                                    join hub.source ts on ts.id = p.other_source where p.state <> 'dropped') named
                                order by 1"""));
    }
}
