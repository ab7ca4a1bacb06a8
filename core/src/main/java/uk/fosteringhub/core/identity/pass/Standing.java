package uk.fosteringhub.core.identity.pass;

import java.util.OptionalLong;
import uk.fosteringhub.core.identity.decide.PersonRecord;

/**
 * What a person record is at present.
 *
 * @param type person, enquiry, check or touchpoint
 * @param entity the hub id of what it is about
 * @param person the hub id of the person it is about, if that is known: the entity itself, or what it refers to
 * @param saidByHub whether nobody but the hub says so
 * @param restricted whether that person is restricted, or counts as it since a system that restricts some has yet to tell
 */
record Standing(
        PersonRecord name, String type, long entity, OptionalLong person, boolean saidByHub, boolean restricted) {

    boolean isPerson() {
        return type.equals("person");
    }
}
