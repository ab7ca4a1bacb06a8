package uk.fosteringhub.core.failures;

import java.util.List;

/**
 * A failure in plain words, without values.
 *
 * @param what happened
 * @param who must act
 * @param todo what that is
 * @param fixedBefore what became of the latest failures of this kind, the newest first
 * @param ownerText to be sent to whoever must act at the other end; empty where it is nobody's but the hub's
 */
public record Explanation(String what, Who who, String todo, List<String> fixedBefore, String ownerText) {

    /** Who must act. */
    public enum Who {
        SOURCE_OWNER("the owner of the source system"),
        TARGET_OWNER("the owner of the target system"),
        HUB_ADMIN("whoever looks after the hub"),
        OPERATIONS("operations staff"),
        NOBODY("nobody: the hub tries again by itself");

        private final String words;

        Who(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
