package uk.fosteringhub.simulators.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.fosteringhub.core.simulation.FileGenerator;

class MadeUpFilesTest {
    private static final MadeUpFiles FILES = new MadeUpFiles();
    private static final long PERSONS = 2_000;

    static List<String> feeds() {
        return FILES.feeds();
    }

    @Test
    void theyAreFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(FileGenerator.class)).hasOnlyElementsOfType(MadeUpFiles.class);
        assertThat(FILES.feeds()).hasSize(43).isSorted().contains("lcs-persons", "ssda903-episodes");
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void theSameArgumentsGiveTheSameBytesAndAnotherSeedGivesOthers(String feed) throws IOException {
        assertThat(file(feed, 500, 1, 0.1)).isEqualTo(file(feed, 500, 1, 0.1));
        assertThat(file(feed, 500, 2, 0.1)).isNotEqualTo(file(feed, 500, 1, 0.1));
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void everyRowOfACleanFileHasAKeyOfItsOwnAndAsManyFieldsAsTheHeader(String feed) throws IOException {
        List<String[]> rows = rows(feed, FILES.rowsFor(feed, PERSONS), 7);
        assertThat(rows).hasSize((int) FILES.rowsFor(feed, PERSONS) + 1);
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(rows.get(0)));
        if (!feed.equals("ssda903-episodes")) {
            assertThat(column(rows, rows.get(0)[0])).doesNotHaveDuplicates().doesNotContain("");
        }
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void noFileHoldsAnybodyWhoCouldBeReal(String feed) throws IOException {
        String text = new String(file(feed, 3_000, 5, 0.05), StandardCharsets.UTF_8);
        assertThat(text.lines().filter(line -> line.contains("@"))).allMatch(line -> line.contains("@example.org"));
        assertThat(text)
                .doesNotContainPattern(",07(?!700 900\\d{3},)\\d{3} ")
                .doesNotContainPattern(",01(?!632 960\\d{3},)\\d{3} ");
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void aFileOfNoRowsIsItsHeader(String feed) throws IOException {
        assertThat(new String(file(feed, 0, 1, 0), StandardCharsets.UTF_8)).isEqualTo(header(feed) + "\r\n");
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void aLaterVersionChangesAboutTheShareOfRowsAskedForAndNoKeys(String feed) throws IOException {
        List<String[]> before = rows(feed, 4_000, 3);
        ByteArrayOutputStream later = new ByteArrayOutputStream();
        FILES.generate(feed, 4_000, 3, 0, new Version(1, 0.1), later);
        List<String[]> after = Csv.parse(later.toString(StandardCharsets.UTF_8));
        long changed = IntStream.range(0, 4_001)
                .filter(i -> !List.of(before.get(i)).equals(List.of(after.get(i))))
                .count();
        assertThat(changed).isBetween(300L, 500L);
        assertThat(column(after, after.get(0)[0])).isEqualTo(column(before, before.get(0)[0]));
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void dirtSpoilsAboutTheShareOfRowsAskedForAndLeavesTheOthers(String feed) throws IOException {
        String clean = new String(file(feed, 5_000, 9, 0), StandardCharsets.UTF_8);
        String dirty = new String(file(feed, 5_000, 9, 0.02), StandardCharsets.UTF_8);
        Set<String> cleanRows = clean.lines().collect(Collectors.toSet());
        assertThat(dirty.lines().filter(row -> !cleanRows.contains(row)).count())
                .isBetween(50L, 160L);
    }

    @Test
    void filesOfOneSeedReferToEachOther() throws IOException {
        Set<String> persons = keys("lcs-persons");
        Set<String> residents = keys("mosaic-persons-csv");
        Set<String> workers = keys("lcs-workers");
        Set<String> households = keys("lcs-households");
        Set<String> enquiries = keys("lcs-enquiries");
        Set<String> children = keys("ssda903-header");
        Set<String> campaigns = keys("marketing-campaigns");
        Set<String> referrals = keys("lafse-enquiries-csv");
        Set<String> none = Set.of("-1", "");
        for (String feed : FILES.feeds()) {
            List<String[]> rows = rows(feed, FILES.rowsFor(feed, PERSONS), 7);
            assertRefer(rows, "DIM_PERSON_ID", persons, none);
            assertRefer(rows, "PERSON_ID", feed.startsWith("mosaic-") ? residents : persons, none);
            assertRefer(rows, "PRIMARY_CARER_ID", persons, none);
            assertRefer(rows, "SECONDARY_CARER_ID", persons, none);
            assertRefer(rows, "DIM_WORKER_ID", workers, none);
            assertRefer(rows, "SUPERVISING_WORKER_ID", workers, none);
            assertRefer(rows, "HOUSEHOLD_ID", households, none);
            assertRefer(rows, "ENQUIRY_ID", enquiries, none);
            assertRefer(rows, "person_id", persons, none);
            assertRefer(rows, "campaign_id", campaigns, none);
            assertRefer(rows, "regional_referral_id", referrals, none);
            if (List.of(rows.get(0)).contains("enquiry_id")) {
                assertRefer(rows, "enquiry_id", feed.startsWith("nudges") ? enquiries : enquiriesOf(feed), none);
            }
            assertRefer(rows, "CHILD", children, none);
        }
        assertThat(persons).containsAll(children);
        assertThat(column(rows("lcs-enquiries", 400, 7), "REGIONAL_REFERRAL_ID").stream()
                        .filter(id -> !id.isEmpty()))
                .allMatch(referrals::contains);
    }

    @Test
    void filesOfOfficesReferToTheNumbersOfTheCaseSystem() throws IOException {
        Set<String> persons = keys("lcs-persons");
        Set<String> households = keys("lcs-households");
        Set<String> none = Set.of("");
        for (String feed : List.of(
                "panel-decisions",
                "panel-reviews",
                "training-attendance",
                "training-tsd",
                "portal-forms",
                "brokerage-placements",
                "brokerage-on-hold",
                "brokerage-relief-nights",
                "charms-carers",
                "charms-households")) {
            List<String[]> rows = rows(feed, FILES.rowsFor(feed, PERSONS), 7);
            for (String column : List.of("Person ID", "carer_id", "Child ID", "LCS Number")) {
                assertRefer(rows, column, persons, none);
            }
            for (String column : List.of("household_id", "Relief Household ID", "LCS Household Number")) {
                assertRefer(rows, column, households, none);
            }
            if (!feed.startsWith("charms")) {
                assertRefer(rows, "Household ID", households, none);
            }
        }
        Set<String> fosterParents = keys("charms-carers");
        assertRefer(rows("charms-households", 400, 7), "Foster Parent 1 ID", fosterParents, none);
        assertRefer(rows("charms-households", 400, 7), "Foster Parent 2 ID", fosterParents, none);
        assertRefer(rows("charms-progress", 1_200, 7), "Foster Parent ID", fosterParents, none);
        assertRefer(rows("charms-approvals", 500, 7), "Household ID", keys("charms-households"), none);
        assertRefer(rows("panel-decisions", 300, 7), "Assessment ID", keys("lcs-assessments"), none);
    }

    @Test
    void mostOfWhatTheBrokersBoughtStandsInTheReturnWithTheSameChildAndDay() throws IOException {
        List<String[]> episodes = rows("ssda903-episodes", FILES.rowsFor("ssda903-episodes", PERSONS), 7);
        Set<String> begun = episodes.stream()
                .filter(row -> row[6].equals("PR4") || row[6].equals("PR5"))
                .map(row -> row[0] + "|" + row[1])
                .collect(Collectors.toSet());
        List<String[]> bought = rows("brokerage-placements", FILES.rowsFor("brokerage-placements", PERSONS), 7);
        long found = bought.stream()
                .skip(1)
                .filter(row -> begun.contains(row[1] + "|" + row[2]))
                .count();
        assertThat(found).isBetween((long) (0.6 * bought.size()), (long) bought.size());
    }

    @Test
    void theReturnAndTheReferralsTellOfTheSamePeopleAsTheCaseSystem() throws IOException {
        List<String[]> persons = rows("lcs-persons", PERSONS, 7);
        List<String> ids = column(persons, "DIM_PERSON_ID");
        List<String> births = column(persons, "BIRTH_DTTM");
        List<String[]> children = rows("ssda903-header", 300, 7);
        for (int i = 1; i < children.size(); i++) {
            String[] british = children.get(i)[2].split("/");
            assertThat(births.get(ids.indexOf(children.get(i)[0])))
                    .startsWith(british[2] + "-" + british[1] + "-" + british[0]);
        }
        List<String> emailsInLcs = column(rows("lcs-enquiries", 400, 7), "EMAIL");
        assertThat(emailsInLcs).containsAll(column(rows("lafse-enquiries-csv", 200, 7), "email"));
        assertThat(emailsInLcs).containsAll(column(rows("website-enquiries", 240, 7), "email"));
        assertThat(emailsInLcs).containsAll(column(rows("events-enquiries", 40, 7), "email"));
    }

    @Test
    void anEnquiryThatTheWebsitePassedOnIsTheReferralOfTheRegionalService() throws IOException {
        List<String[]> referrals = rows("lafse-enquiries-csv", 200, 7);
        List<String> ids = column(referrals, "referral_id");
        List<String> emails = column(referrals, "email");
        List<String[]> forms = rows("website-enquiries", 240, 7);
        List<String> passedOn = column(forms, "regional_referral_id");
        for (int i = 0; i < passedOn.size(); i++) {
            if (!passedOn.get(i).isEmpty()) {
                assertThat(emails.get(ids.indexOf(passedOn.get(i))))
                        .isEqualTo(column(forms, "email").get(i));
            }
        }
    }

    @Test
    void everyCampaignOfATouchpointRanOnThatDay() throws IOException {
        List<String[]> calendar = rows("marketing-campaigns", FILES.rowsFor("marketing-campaigns", PERSONS), 7);
        List<String> ids = column(calendar, "campaign_id");
        List<String[]> touches = rows("website-touchpoints", 720, 7);
        DateTimeFormatter british = DateTimeFormatter.ofPattern("dd/MM/uuuu");
        for (int i = 1; i < touches.size(); i++) {
            String campaign = touches.get(i)[5];
            if (!campaign.isEmpty()) {
                String[] line = calendar.get(ids.indexOf(campaign) + 1);
                LocalDate day = LocalDate.parse(touches.get(i)[3].substring(0, 10));
                assertThat(day).isAfterOrEqualTo(LocalDate.parse(line[8], british));
                if (!line[9].isEmpty()) {
                    assertThat(day).isBeforeOrEqualTo(LocalDate.parse(line[9], british));
                }
            }
        }
    }

    @Test
    void aFileOfAnyLengthNeedsNoMoreMemoryThanAShortOne() throws IOException {
        // Two million rows are 300 MB of text; a generator that kept them would not get through with what tests have.
        long[] size = new long[1];
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) {
                size[0]++;
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                assertThat(length).isLessThanOrEqualTo(1 << 18);
                size[0] += length;
            }
        };
        FILES.generate("lcs-persons", 2_000_000, 1, 0.01, counting);
        assertThat(size[0]).isGreaterThan(200_000_000);
    }

    @ParameterizedTest
    @MethodSource("feeds")
    void everyMistakeOfAFeedShowsInARowMadeWithIt(String feed) throws IOException {
        long rows = 1_000;
        List<String> clean = new String(file(feed, rows, 4, 0), StandardCharsets.UTF_8)
                .lines()
                .toList();
        for (Mistake mistake : FILES.mistakesOf(feed)) {
            assertThat(FILES.rowWith(mistake, feed, 42, rows, 4))
                    .as(mistake.name())
                    .isNotEqualTo(clean.get(43));
        }
    }

    @Test
    void wrongArgumentsAreRefusedWithWhatIsPossible() {
        assertThatThrownBy(() -> file("paris-persons", 1, 1, 0)).hasMessageContaining("lcs-persons");
        assertThatThrownBy(() -> file("lcs-persons", -1, 1, 0)).hasMessageContaining("0 to 100000000");
        assertThatThrownBy(() -> file("lcs-persons", 1, 1, 1.5)).hasMessageContaining("from 0 to 1");
    }

    @Test
    void mosaicTablesOfOneSeedReferToEachOther() throws IOException {
        Set<String> persons = keys("mosaic-persons-csv");
        Set<String> workers = keys("mosaic-workers-csv");
        Set<String> steps = keys("mosaic-workflow-steps-csv");
        for (String feed : FILES.feeds()) {
            if (feed.startsWith("mosaic-")) {
                List<String[]> rows = rows(feed, FILES.rowsFor(feed, PERSONS), 7);
                assertRefer(rows, "PERSON_ID", persons, Set.of());
                assertRefer(rows, "WORKER_ID", workers, Set.of());
                assertRefer(rows, "ASSIGNEE_WORKER_ID", workers, Set.of());
                assertRefer(rows, "AUTHORISED_BY_WORKER_ID", workers, Set.of(""));
                assertRefer(rows, "PREVIOUS_STEP_ID", steps, Set.of(""));
                assertRefer(rows, "HOUSEHOLD_ID", keys("lcs-households"), Set.of());
            }
        }
    }

    @Test
    void mostPartnersAndChildrenLiveWithTheCarerInEverySystemAndEnquirersDoNot() throws IOException {
        Map<Long, String> homes =
                homes("lcs-addresses", "DIM_PERSON_ID", "END_DTTM", "", List.of("HOUSE_NO", "POSTCODE"));
        Map<Long, String> residents =
                homes("mosaic-addresses-csv", "PERSON_ID", "END_DATE", "99991231", List.of("ADDRESS", "POST_CODE"));
        long together = 0;
        long same = 0;
        for (long carer = 0; carer < PERSONS; carer += 5) {
            String home = homes.get(100_001 + carer);
            for (long place = 1; place < 4; place++) {
                together += home.equals(homes.get(100_001 + carer + place)) ? 1 : 0;
            }
            assertThat(homes.get(100_001 + carer + 4)).isNotEqualTo(home);
            String[] resident =
                    residents.getOrDefault(8_000_001 + carer, "elsewhere|").split("\\|", -1);
            String[] parts = home.split("\\|", -1);
            same += resident[0].contains(parts[0] + " ") && resident[1].equals(parts[1]) ? 1 : 0;
        }
        assertThat(together).isBetween(PERSONS / 2 - 50, PERSONS / 5 * 3 - 50);
        assertThat(same).isGreaterThan(residents.size() / 5 * 8 / 10);
    }

    /** Where each person of a file lives now. */
    private static Map<Long, String> homes(String feed, String person, String end, String open, List<String> parts)
            throws IOException {
        List<String[]> rows = rows(feed, FILES.rowsFor(feed, PERSONS), 7);
        List<String> header = List.of(rows.get(0));
        return rows.stream()
                .skip(1)
                .filter(row -> row[header.indexOf(end)].equals(open))
                .collect(Collectors.toMap(row -> Long.valueOf(row[header.indexOf(person)]), row -> parts.stream()
                        .map(part -> row[header.indexOf(part)])
                        .collect(Collectors.joining("|"))));
    }

    private static void assertRefer(List<String[]> rows, String column, Set<String> known, Set<String> none) {
        if (List.of(rows.get(0)).contains(column)) {
            assertThat(column(rows, column)).allMatch(id -> known.contains(id) || none.contains(id), column);
            assertThat(column(rows, column)).anyMatch(known::contains);
        }
    }

    private static Set<String> enquiriesOf(String feed) throws IOException {
        return keys(feed.substring(0, feed.indexOf('-')) + "-enquiries");
    }

    private static Set<String> keys(String feed) throws IOException {
        List<String[]> rows = rows(feed, FILES.rowsFor(feed, PERSONS), 7);
        return Set.copyOf(column(rows, rows.get(0)[0]));
    }

    private static List<String> column(List<String[]> rows, String name) {
        int at = List.of(rows.get(0)).indexOf(name);
        List<String> values = new ArrayList<>();
        rows.stream().skip(1).forEach(row -> values.add(row[at]));
        return values;
    }

    private static String header(String feed) throws IOException {
        return new String(file(feed, 0, 99, 0), StandardCharsets.UTF_8).strip();
    }

    private static List<String[]> rows(String feed, long rows, long seed) throws IOException {
        return Csv.parse(new String(file(feed, rows, seed, 0), StandardCharsets.UTF_8));
    }

    private static byte[] file(String feed, long rows, long seed, double dirt) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FILES.generate(feed, rows, seed, dirt, out);
        return out.toByteArray();
    }
}
