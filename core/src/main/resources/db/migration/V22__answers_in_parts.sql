-- A file counted as answered only once a single answer spoke of all its rows, and an answer that came before the receipts
-- of its file was put aside without changing them.

-- Answered in parts: nothing is missing.
update hub.parcel p set answered_at = now()
where answered_at is null and sent_at is not null
    and exists (select 1 from hub.parcel_line l where l.parcel_id = p.id)
    and not exists (
        select 1 from hub.parcel_line l join hub.receipt r on r.target = l.target and r.change_id = l.change_id
        where l.parcel_id = p.id and r.state not in ('delivered', 'refused'))
    and not exists (
        select 1 from hub.parcel_line l join hub.outgoing o on o.target = l.target and o.change_id = l.change_id
        where l.parcel_id = p.id);
update hub.failure f set state = 'resolved', outcome = 'every record is answered', version = version + 1,
    changed_by = 'hub', changed_at = now()
where step = 'deliver' and rule = 'answer' and state in ('open', 'held', 'retrying')
    and exists (
        select 1 from hub.parcel p where f.feed = 'to-' || p.target and p.answered_at is not null
            and f.source_key in (p.name || '.ack.csv', p.name || '.ack.hl7'));

-- Put aside too early: the answer is looked for again, and asked for by the incident of unanswered files.
update hub.parcel p set answered_at = null
where answered_at is not null
    and exists (
        select 1 from hub.receipt r join hub.parcel_line l on l.target = r.target and l.change_id = r.change_id
        where r.state = 'sent' and l.parcel_id = p.id);
