package uk.fosteringhub.core.deliver;

/**
 * Which records a target was ever to be told of: that they came, came back, or are to be put right there. Records of a first
 * load never were. What is older than changes and receipts are kept is not known any more.
 */
final class Offered {
    private Offered() {}

    /**
     * A condition that asks for the target twice.
     *
     * @param entity an expression for a hub id
     */
    static String is(String entity) {
        return """
                exists (select 1 from hub.change c
                    where c.entity_id = %s and c.kind in ('created', 'restored', 'repair') and (
                        exists (select 1 from hub.outgoing o where o.target = ? and o.change_id = c.id)
                        or exists (select 1 from hub.receipt r
                            where r.target = ? and r.change_id = c.id and r.changed_at = c.changed_at)))""".formatted(entity);
    }
}
