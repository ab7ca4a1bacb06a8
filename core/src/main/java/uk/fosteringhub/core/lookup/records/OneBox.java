package uk.fosteringhub.core.lookup.records;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.fosteringhub.core.records.RecordType;
import uk.fosteringhub.core.records.Spelling;

/**
 * What one search box holds, read as people write it: {@code siân o'brien 03/05/1981}, {@code RG1 1AA}, {@code 07700
 * 900123}, {@code ada@example.org}, {@code 999 000 0018}, a hub id, or a system with its key, {@code lcs:100001}. Digits
 * that could be several things are taken as each of them in turn.
 */
public final class OneBox {
    private static final Pattern POSTCODE =
            Pattern.compile("(?i)\\b([A-Z]{1,2}[0-9][0-9A-Z]?)\\s*([0-9][A-Z]{2})\\b|\\b(GIR)\\s*(0AA)\\b");
    private static final Pattern OUTWARD = Pattern.compile("(?i)[A-Z]{1,2}[0-9][0-9A-Z]?");
    private static final Pattern EMAIL = Pattern.compile("\\S+@\\S*");
    private static final Pattern DAY = Pattern.compile("\\b([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\\b");
    private static final Pattern ISO_DAY = Pattern.compile("\\b([0-9]{4})-([0-9]{2})-([0-9]{2})\\b");
    private static final Pattern KEYED = Pattern.compile("([a-z0-9]+):(\\S+)");
    private static final Pattern DIGITS = Pattern.compile("\\+?[0-9][0-9 ()-]*");
    private static final int NHS_DIGITS = 10;

    private OneBox() {}

    /** Readings to be tried in their order until one finds something; none for an empty box. */
    public static List<Asked> readings(
            String text, Optional<RecordType> type, int from, int limit, boolean restricted) {
        String box = text.strip();
        List<Draft> drafts = new ArrayList<>();
        if (DIGITS.matcher(box).matches()
                && !ISO_DAY.matcher(box).find()
                && !DAY.matcher(box).find()) {
            numbers(box, drafts);
        } else if (KEYED.matcher(box).matches()) {
            Draft keyed = new Draft();
            keyed.system = Optional.of(box.substring(0, box.indexOf(':')));
            keyed.key = Optional.of(box.substring(box.indexOf(':') + 1));
            drafts.add(keyed);
        } else if (!box.isEmpty()) {
            drafts.add(words(box));
            if (!box.contains(" ")) {
                Draft key = new Draft();
                key.key = Optional.of(box);
                drafts.add(key);
                Draft referral = new Draft();
                referral.referral = Optional.of(box);
                drafts.add(referral);
            }
        }
        return drafts.stream()
                .map(draft -> draft.asked(type, from, limit, restricted))
                .filter(asked -> !asked.isEmpty())
                .toList();
    }

    private static void numbers(String box, List<Draft> drafts) {
        String digits = Spelling.digits(box);
        if (digits.length() == NHS_DIGITS && !box.startsWith("0") && !box.startsWith("+")) {
            Draft nhs = new Draft();
            nhs.nhsNumber = Optional.of(digits);
            drafts.add(nhs);
        }
        if (box.matches("[0-9]{1,18}")) {
            Draft id = new Draft();
            id.hubId = Optional.of(Long.parseLong(box));
            drafts.add(id);
            Draft key = new Draft();
            key.key = Optional.of(box);
            drafts.add(key);
        }
        Draft phone = new Draft();
        phone.phone = Optional.of(box);
        drafts.add(phone);
    }

    private static Draft words(String box) {
        Draft draft = new Draft();
        String rest = take(box, EMAIL, found -> draft.email = Optional.of(found.group()));
        rest = take(rest, ISO_DAY, found -> draft.born(found.group(1), found.group(2), found.group(3)));
        rest = take(rest, DAY, found -> draft.born(found.group(3), found.group(2), found.group(1)));
        rest = take(rest, POSTCODE, found -> draft.postcode = Optional.of(found.group()));
        if (OUTWARD.matcher(rest.strip()).matches() && draft.postcode.isEmpty()) {
            draft.postcode = Optional.of(rest.strip());
        } else if (!rest.isBlank()) {
            draft.name = Optional.of(rest);
        }
        return draft;
    }

    private static String take(String text, Pattern pattern, java.util.function.Consumer<Matcher> use) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            return text;
        }
        use.accept(found);
        return text.substring(0, found.start()) + " " + text.substring(found.end());
    }

    /** One reading while it is put together. */
    private static final class Draft {
        private Optional<String> name = Optional.empty();
        private Optional<LocalDate> birthDate = Optional.empty();
        private Optional<String> postcode = Optional.empty();
        private Optional<String> phone = Optional.empty();
        private Optional<String> email = Optional.empty();
        private Optional<String> nhsNumber = Optional.empty();
        private Optional<String> referral = Optional.empty();
        private Optional<Long> hubId = Optional.empty();
        private Optional<String> system = Optional.empty();
        private Optional<String> key = Optional.empty();

        private void born(String year, String month, String day) {
            try {
                birthDate = Optional.of(
                        LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
            } catch (DateTimeException noSuchDay) {
                // A day that is none, such as the 31st of June, was nobody's birthday: the rest is looked for.
                birthDate = Optional.empty();
            }
        }

        private Asked asked(Optional<RecordType> type, int from, int limit, boolean restricted) {
            return new Asked(
                    type,
                    name,
                    birthDate,
                    postcode,
                    phone,
                    email,
                    nhsNumber,
                    referral,
                    hubId,
                    system,
                    key,
                    from,
                    limit,
                    restricted);
        }
    }
}
