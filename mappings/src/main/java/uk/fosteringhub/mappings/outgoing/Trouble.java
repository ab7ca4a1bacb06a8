package uk.fosteringhub.mappings.outgoing;

/** Takes what is wrong with a value that is to be written. */
@FunctionalInterface
interface Trouble {

    /** @param message what is wrong and what to do, without the value */
    void about(String rule, String message);
}
