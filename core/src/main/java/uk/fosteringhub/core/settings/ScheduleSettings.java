package uk.fosteringhub.core.settings;

/**
 * When the hub works on its own.
 *
 * @param sync Quartz cron expression of the overnight sync, in the council's time zone
 */
public record ScheduleSettings(String sync) {}
