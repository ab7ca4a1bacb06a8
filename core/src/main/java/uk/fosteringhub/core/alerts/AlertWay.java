package uk.fosteringhub.core.alerts;

/** One way in which alerts reach people. */
public interface AlertWay {

    /** {@code mail}, or a webhook's name. */
    String channel();

    /**
     * Sends it, within a minute at most.
     *
     * @throws NotSent if it did not arrive for sure; it is tried again later
     */
    void send(Alert alert) throws NotSent;
}
