package uk.fosteringhub.core.differences;

import java.util.Optional;

/**
 * One value that one system is to have.
 *
 * @param item its place in the plan, from 1
 * @param ownerValue what holds, and what the system is to have; personal data
 * @param system that is to be told
 * @param other its record, such as {@code mosaic:77}
 * @param otherValue what that says
 * @param why why a person has to do it; empty: the hub tells the system
 * @param progress how far it is
 * @param answer what the system said to it
 * @param restricted whether it concerns a restricted person
 */
public record RepairItem(
        int item,
        String recordType,
        long entity,
        String field,
        String owner,
        String ownerValue,
        String system,
        String other,
        String otherValue,
        String why,
        Progress progress,
        String answer,
        Optional<Long> change,
        boolean restricted) {

    /** How far an item is. */
    public enum Progress {
        /** The plan is a draft or was dropped. */
        PLANNED,
        /** No longer so when the plan was released: not told. */
        LEFT_OUT,
        /** On the list for the system's owner. */
        BY_HAND,
        /** On its way to the system. */
        WAITING,
        /** It lies where the system takes it from. */
        SENT,
        /** The system has taken it. */
        DELIVERED,
        /** The system would not have it, or it did not get through; the failures say why. */
        FAILED,
        /** The system now says what holds. */
        REPAIRED
    }

    /** Keeps personal data out of logs. */
    @Override
    public String toString() {
        return "RepairItem[" + item + ", " + recordType + " " + entity + " " + field + " in " + system + "]";
    }
}
