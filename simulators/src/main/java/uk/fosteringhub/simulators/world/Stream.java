package uk.fosteringhub.simulators.world;

/** What a draw is about. Each has draws of its own, so that a further draw for one changes nothing for the others. */
public enum Stream {
    PERSON,
    FAMILY,
    CONTACT,
    PERSON_ROW,
    WORKER,
    ADDRESS,
    HOUSEHOLD,
    APPROVAL,
    ASSESSMENT,
    ALLOCATION,
    VISIT,
    ENQUIRY,
    CHILD,
    EPISODES,
    EPISODE_BLOCK,
    MISTAKE,
    CHANGE,
    CERTIFICATE,
    MEDICAL
}
