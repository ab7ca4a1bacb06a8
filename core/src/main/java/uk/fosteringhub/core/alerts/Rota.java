package uk.fosteringhub.core.alerts;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Who is on duty when.
 *
 * @param shifts may overlap: then all of them are told
 * @param otherwise the addresses for the times that no shift covers
 * @param escalated the addresses that are told besides of what has escalated
 * @param zone in which the shifts are
 */
public record Rota(List<Shift> shifts, List<String> otherwise, List<String> escalated, ZoneId zone) {
    public Rota {
        shifts = List.copyOf(shifts);
        otherwise = List.copyOf(otherwise);
        escalated = List.copyOf(escalated);
    }

    /**
     * Times of a week on which somebody is on duty.
     *
     * @param days on which it begins
     * @param from begins
     * @param to ends; on the next day if it is not after {@code from}
     */
    public record Shift(Set<DayOfWeek> days, LocalTime from, LocalTime to, List<String> addresses) {
        public Shift {
            days = Set.copyOf(days);
            addresses = List.copyOf(addresses);
        }

        boolean covers(ZonedDateTime time) {
            LocalTime clock = time.toLocalTime();
            if (from.isBefore(to)) {
                return days.contains(time.getDayOfWeek()) && !clock.isBefore(from) && clock.isBefore(to);
            }
            return days.contains(time.getDayOfWeek()) && !clock.isBefore(from)
                    || days.contains(time.getDayOfWeek().minus(1)) && clock.isBefore(to);
        }
    }

    /** Each address once, in the order of the settings. */
    public List<String> onDuty(Instant at, boolean urgent) {
        Set<String> addresses = new LinkedHashSet<>();
        ZonedDateTime local = at.atZone(zone);
        shifts.stream().filter(shift -> shift.covers(local)).forEach(shift -> addresses.addAll(shift.addresses()));
        if (addresses.isEmpty()) {
            addresses.addAll(otherwise);
        }
        if (urgent) {
            addresses.addAll(escalated);
        }
        return List.copyOf(addresses);
    }
}
