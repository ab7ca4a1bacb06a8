package uk.fosteringhub.core.checks;

import uk.fosteringhub.core.merge.Contribution;

/** Applications that were rejected and handed in again, also where that was on the very day. */
final class HandedInAgain {
    /**
     * A condition on a check {@code c}: that it was rejected gave way to a word of its sending, from the record that had
     * spoken of it before the rejection too. A record that says what it said before is not taken again, so this is another
     * sending. Had it not spoken before, it could be the first sending, told late. Only of DBS applications, since there a
     * rejection is a paper of its own: elsewhere somebody may merely have taken the word back.
     */
    static final String IS = """
            case when c.kind = 'DBS' and c.status = 'NOT_CURRENT' and c.outcome is null then exists (
                select 1 from hub.contribution k join hub.source s on s.id = k.source_id
                join hub.change gone on gone.entity_id = c.id and gone.cause = %s
                    and gone.before ->> 'outcome' = 'REJECTED'
                join hub.change rejected on rejected.entity_id = c.id and rejected.cause = gone.cause
                    and rejected.version < gone.version and rejected.after ->> 'outcome' = 'REJECTED'
                join hub.change earlier on earlier.entity_id = c.id and earlier.cause = gone.cause
                    and earlier.version < rejected.version
                where k.entity_id = c.id and k.state = 'a' and k.body ->> 'sent_on' is not null
                    and not exists (select 1 from hub.change later where later.entity_id = c.id
                        and later.version > gone.version and later.before ->> 'outcome' is not null))
            else false end""".formatted(Contribution.nameInSql("s", "k.key"));

    private HandedInAgain() {}
}
