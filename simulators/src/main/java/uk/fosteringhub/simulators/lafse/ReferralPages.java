package uk.fosteringhub.simulators.lafse;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** The referrals in the order in which the service hands them on: by last change, then by id. */
final class ReferralPages {
    private static final Comparator<Referral> ORDER =
            Comparator.comparing(Referral::modifiedAt).thenComparing(Referral::referralId);

    private final NavigableSet<Referral> inOrder = new TreeSet<>(ORDER);
    private final Map<String, Referral> byId = new HashMap<>();

    record Page(List<Referral> referrals, Optional<String> nextCursor) {}

    synchronized void put(Referral referral) {
        Referral before = byId.put(referral.referralId(), referral);
        if (before != null) {
            inOrder.remove(before);
        }
        inOrder.add(referral);
    }

    synchronized boolean knows(String referralId) {
        return byId.containsKey(referralId);
    }

    synchronized Collection<Referral> all() {
        return List.copyOf(inOrder);
    }

    /**
     * @param cursor from the page before; empty for the first page
     * @throws IllegalArgumentException if the cursor is not one of this service's
     */
    synchronized Page page(Instant modifiedSince, String cursor, int limit) {
        List<Referral> page = new ArrayList<>(limit);
        Position from = cursor.isEmpty() ? new Position(modifiedSince, "") : Position.read(cursor);
        for (Referral referral : inOrder) {
            if (!from.isBefore(referral, cursor.isEmpty())) {
                continue;
            }
            if (page.size() == limit) {
                return new Page(
                        page, Optional.of(Position.of(page.get(limit - 1)).cursor()));
            }
            page.add(referral);
        }
        return new Page(page, Optional.empty());
    }

    private record Position(Instant modifiedAt, String referralId) {
        static Position of(Referral referral) {
            return new Position(referral.modifiedAt(), referral.referralId());
        }

        static Position read(String cursor) {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int gap = text.indexOf(' ');
            if (gap < 0) {
                throw new IllegalArgumentException("not a cursor");
            }
            return new Position(Instant.ofEpochMilli(Long.parseLong(text.substring(0, gap))), text.substring(gap + 1));
        }

        String cursor() {
            String text = modifiedAt.toEpochMilli() + " " + referralId;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        boolean isBefore(Referral referral, boolean inclusive) {
            int order = modifiedAt.compareTo(referral.modifiedAt());
            if (order == 0) {
                order = referralId.compareTo(referral.referralId());
            }
            return inclusive ? order <= 0 : order < 0;
        }
    }
}
