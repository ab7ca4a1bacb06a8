package uk.fosteringhub.core.identity.judge;

/** Two entities with a link between them, and what all their records together say of them. */
final class EntityPair {
    final int one;
    final int other;
    /** The records of the strongest link. */
    final int record;

    final int otherRecord;
    final Judgement judgement;
    /** Whether two of their records alone would be linked automatically. */
    boolean auto;

    EntityPair(int one, int other, int record, int otherRecord, Judgement judgement) {
        this.one = one;
        this.other = other;
        this.record = record;
        this.otherRecord = otherRecord;
        this.judgement = judgement;
    }

    int next(int entity) {
        return entity == one ? other : one;
    }
}
