package uk.fosteringhub.benchmarks.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The one table of the contestants that have no more: the columns of {@code fostering.person} that the extract fills. */
final class PersonTable {
    static final String NAME = "person";
    static final String COLUMNS = "id, legacy_key, title, given_name, middle_names, family_name, previous_family_name,"
            + " gender, ethnicity, birth_date, birth_date_estimated, nhs_number, email, phone_home, phone_mobile,"
            + " is_client, is_foster_carer, was_foster_carer, is_adopter, duplicate_since";
    static final String ON_CONFLICT = """
             on conflict (id) do update set legacy_key = excluded.legacy_key, title = excluded.title,
                given_name = excluded.given_name, middle_names = excluded.middle_names,
                family_name = excluded.family_name, previous_family_name = excluded.previous_family_name,
                gender = excluded.gender, ethnicity = excluded.ethnicity, birth_date = excluded.birth_date,
                birth_date_estimated = excluded.birth_date_estimated, nhs_number = excluded.nhs_number,
                email = excluded.email, phone_home = excluded.phone_home, phone_mobile = excluded.phone_mobile,
                is_client = excluded.is_client, is_foster_carer = excluded.is_foster_carer,
                was_foster_carer = excluded.was_foster_carer, is_adopter = excluded.is_adopter,
                duplicate_since = excluded.duplicate_since""";

    private PersonTable() {}

    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table person (
                        id bigint primary key,
                        legacy_key text,
                        title text,
                        given_name text,
                        middle_names text,
                        family_name text,
                        previous_family_name text,
                        gender text,
                        ethnicity text,
                        birth_date date,
                        birth_date_estimated boolean,
                        nhs_number text,
                        email text,
                        phone_home text,
                        phone_mobile text,
                        is_client boolean,
                        is_foster_carer boolean,
                        was_foster_carer boolean,
                        is_adopter boolean,
                        duplicate_since timestamptz
                    )""");
        }
    }
}
