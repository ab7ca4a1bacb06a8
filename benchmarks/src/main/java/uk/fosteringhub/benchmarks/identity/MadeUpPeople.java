package uk.fosteringhub.benchmarks.identity;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Made-up persons in households, each with one to five records of different systems: couples who share phone or e-mail,
 * children, some of them twins, some named like a parent; slips of the keyboard, moves, gaps and an agency's number.
 */
final class MadeUpPeople {
    private static final String[] FEMALE = {
        "Olivia",
        "Amelia",
        "Isla",
        "Ava",
        "Grace",
        "Freya",
        "Emily",
        "Sophie",
        "Lily",
        "Ella",
        "Jessica",
        "Susan",
        "Margaret",
        "Patricia",
        "Christine",
        "Deborah",
        "Joanne",
        "Joanna",
        "Julie",
        "Julia",
        "Sarah",
        "Sara",
        "Fatima",
        "Aisha",
        "Priya",
        "Anjali",
        "Agnieszka",
        "Katarzyna",
        "Folasade",
        "Abimbola",
        "Thandiwe",
        "Mei",
        "Ling",
        "Bronwen",
        "Carys",
        "Niamh",
        "Siobhan",
        "Claire",
        "Rachel",
        "Rebecca",
        "Helen",
        "Karen",
        "Tracy",
        "Sharon",
        "Michelle",
        "Nicola"
    };
    private static final String[] MALE = {
        "Oliver",
        "George",
        "Arthur",
        "Noah",
        "Muhammad",
        "Mohammed",
        "Leo",
        "Lee",
        "Oscar",
        "Harry",
        "Archie",
        "Jack",
        "Henry",
        "Charlie",
        "William",
        "Thomas",
        "James",
        "Robert",
        "Michael",
        "David",
        "Richard",
        "Stephen",
        "Andrew",
        "Christopher",
        "Matthew",
        "Daniel",
        "Anthony",
        "Kevin",
        "Gary",
        "Darren",
        "Rajesh",
        "Sanjay",
        "Tariq",
        "Imran",
        "Krzysztof",
        "Tomasz",
        "Oluwaseun",
        "Chukwudi",
        "Kwame",
        "Wei",
        "Jun",
        "Rhys",
        "Gareth",
        "Declan",
        "Sean",
        "Liam"
    };
    private static final String[] STARTS = {
        "Ash", "Barn", "Brad", "Carl", "Chad", "Dal", "East", "Farn", "Gold", "Hart", "Ing", "Kirk", "Lang", "Mar",
                "Nor",
        "Old", "Pem", "Rad", "Sal", "Thorn", "Under", "Wal", "West", "Whit", "Win", "Wood", "York", "Stan", "Had",
                "Bram"
    };
    private static final String[] MIDDLES = {
        "", "er", "ing", "en", "el", "o", "a", "ber", "der", "ks", "l", "m", "n", "r", "s", "t"
    };
    private static final String[] ENDS = {
        "ton", "ley", "ford", "ham", "worth", "field", "by", "man", "son", "wick", "ridge", "well", "well", "den",
        "stone", "bury", "brook", "shaw", "wood", "more"
    };
    private static final String[] FREQUENT = {
        "Smith", "Jones", "Williams", "Taylor", "Brown", "Davies", "Evans", "Wilson", "Thomas", "Johnson", "Patel",
                "Khan",
        "Roberts", "Walker", "Wright", "Ali", "Hussain", "Singh", "Kaur", "Begum", "Ahmed", "Green", "Hall", "Lewis"
    };
    private static final String[] STREETS = {
        "High Street", "Station Road", "Church Lane", "Mill Lane", "Victoria Road", "Albert Street", "Park Avenue",
        "Queens Drive", "Kings Road", "Grange Road", "Manor Road", "School Lane", "Chapel Street", "West Street",
        "Green Lane", "Meadow View", "Oak Tree Close", "The Crescent", "Springfield Avenue", "Moss Lane"
    };
    private static final String[] AREAS = {"M", "L", "BL", "OL", "SK", "WA", "WN", "PR", "BB", "LA", "CH", "CW"};
    private static final String[] SYSTEMS = {"LCS", "MOSAIC", "LAFSE", "DBS", "MEDICAL"};
    private static final String LETTERS = "ABDEFGHJLNPQRSTUWXYZ";
    private static final long EPOCH = LocalDate.of(1950, 1, 1).toEpochDay();
    private static final int DAYS = 20_000;

    private final SplittableRandom random;
    private final Writers writers;
    private final long most;
    private long records;
    private long persons;

    private record Writers(BufferedWriter records, BufferedWriter truth) {}

    /** Of one person, as it really is. */
    private record Person(
            String given, String family, boolean female, LocalDate born, String phone, String email, String nhs) {}

    private MadeUpPeople(Writers writers, long most, long seed) {
        this.writers = writers;
        this.most = most;
        this.random = new SplittableRandom(seed);
    }

    /** Writes {@code persons.csv} and {@code truth.csv}. */
    static void write(Path folder, long records, long seed) throws IOException {
        Files.createDirectories(folder);
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("persons.csv"));
                BufferedWriter truth = Files.newBufferedWriter(folder.resolve("truth.csv"))) {
            out.write(
                    "record_id,source,first_name,surname,date_of_birth,gender,phone,email,address_line1,postcode,nhs_number\n");
            truth.write("record_id,person_id\n");
            MadeUpPeople people = new MadeUpPeople(new Writers(out, truth), records, seed);
            while (people.records < records) {
                people.household();
            }
        }
    }

    private void household() throws IOException {
        String family = random.nextInt(4) == 0 ? one(FREQUENT) : one(STARTS) + one(MIDDLES) + one(ENDS);
        String line = (1 + random.nextInt(180)) + " " + one(STREETS);
        String postcode = one(AREAS) + (1 + random.nextInt(40)) + " " + random.nextInt(10) + letter() + letter();
        List<Person> members = new ArrayList<>();
        Person first = person(family, random.nextBoolean(), LocalDate.ofEpochDay(EPOCH + random.nextInt(DAYS)));
        members.add(first);
        int kind = random.nextInt(10);
        if (kind < 5) {
            Person partner = person(family, !first.female(), first.born().plusDays(random.nextInt(4000) - 2000L));
            members.add(kind < 2 ? with(partner, first.phone(), partner.email()) : partner);
        }
        if (kind == 5) {
            Person twin = person(family, first.female(), first.born());
            while (twin.given().equals(first.given())) {
                twin = person(family, first.female(), first.born());
            }
            members.add(twin);
        }
        if (kind == 6) {
            Person child = person(family, first.female(), first.born().plusDays(7000L + random.nextInt(4000)));
            members.add(new Person(
                    first.given(), family, first.female(), child.born(), first.phone(), child.email(), child.nhs()));
        }
        for (Person member : members) {
            int copies = 1 + random.nextInt(5);
            for (int i = 0; i < copies && records < most; i++) {
                record(member, i, line, postcode);
            }
            persons++;
        }
    }

    private Person person(String family, boolean female, LocalDate born) {
        String given = one(female ? FEMALE : MALE);
        String phone = "07700 9" + digits(5);
        String email =
                given.toLowerCase(Locale.ROOT) + "." + family.toLowerCase(Locale.ROOT) + digits(4) + "@example.org";
        return new Person(given, family, female, born, phone, email, nhs());
    }

    private static Person with(Person person, String phone, String email) {
        return new Person(person.given(), person.family(), person.female(), person.born(), phone, email, person.nhs());
    }

    private void record(Person person, int copy, String line, String postcode) throws IOException {
        boolean moved = random.nextInt(6) == 0;
        String id = SYSTEMS[copy] + "-" + String.format(Locale.ROOT, "%08d", records++);
        writers.records()
                .write(String.join(
                        ",",
                        id,
                        SYSTEMS[copy],
                        slip(random.nextInt(25) == 0 ? person.given().substring(0, 1) : person.given()),
                        slip(person.family()),
                        random.nextInt(4) == 0 ? "" : date(person.born()),
                        random.nextInt(3) == 0 ? "" : person.female() ? "F" : "M",
                        random.nextInt(4) == 0 ? "" : random.nextInt(12) == 0 ? "0151 496 0521" : person.phone(),
                        random.nextInt(3) == 0 ? "" : person.email(),
                        moved ? (1 + random.nextInt(180)) + " " + one(STREETS) : random.nextInt(5) == 0 ? "" : line,
                        moved
                                ? one(AREAS) + (1 + random.nextInt(40)) + " " + random.nextInt(10) + letter() + letter()
                                : postcode,
                        random.nextInt(4) == 0 ? person.nhs() : ""));
        writers.records().write('\n');
        writers.truth().write(id + ",P" + persons + "\n");
    }

    private String date(LocalDate born) {
        int kind = random.nextInt(30);
        if (kind == 0) {
            return LocalDate.of(born.getYear(), born.getMonthValue(), 1 + random.nextInt(28))
                    .toString();
        }
        return kind == 1 ? "1900-01-01" : born.toString();
    }

    private String slip(String name) {
        if (name.length() < 3 || random.nextInt(15) != 0) {
            return name;
        }
        int at = 1 + random.nextInt(name.length() - 2);
        return name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
    }

    /** Starting 999, as nobody's does, with the check digit; tried until there is one. */
    private String nhs() {
        while (true) {
            String nine = "999" + digits(6);
            int sum = 0;
            for (int i = 0; i < 9; i++) {
                sum += (nine.charAt(i) - '0') * (10 - i);
            }
            int check = (11 - sum % 11) % 11;
            if (check != 10) {
                return nine + check;
            }
        }
    }

    private String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private char letter() {
        return LETTERS.charAt(random.nextInt(LETTERS.length()));
    }

    private String one(String[] of) {
        return of[random.nextInt(of.length)];
    }
}
