package uk.fosteringhub.console.identity;

/**
 * A filter of the review queue, as it stands in the address; each empty for all.
 *
 * @param show what of the queue, such as {@code unsure}
 * @param type kind of record
 * @param system one of the two systems
 * @param touches what a wrong answer would touch
 */
record QueueAsked(String show, String type, String system, String touches) {
    QueueAsked {
        show = show.strip();
        type = type.strip();
        system = system.strip();
        touches = touches.strip();
    }
}
