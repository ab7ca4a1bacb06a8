package uk.fosteringhub.routes.watch;

import uk.fosteringhub.core.alerts.Alert;

/** By this a receiver knows an alert that it has had before. */
final class AlertId {
    private AlertId() {}

    static String of(Alert alert) {
        return "alert-" + alert.id() + "-" + alert.madeAt().toEpochMilli();
    }
}
