-- The number of a person record tells its source in the last 16 bits: most of those who have an enquirer's name are other
-- enquirers by the same way, who are never compared, and need not be read to see that.
alter table hub.identity_key drop constraint identity_key_pkey;
update hub.identity_key k set record_id = k.record_id << 16 | r.source_id
from hub.identity_record r where r.id = k.record_id;
alter table hub.identity_key add primary key (key, record_id);

alter table hub.identity_contact drop constraint identity_contact_pkey;
update hub.identity_contact c set record_id = c.record_id << 16 | r.source_id
from hub.identity_record r where r.id = c.record_id;
alter table hub.identity_contact add primary key (contact, name, record_id);

alter table hub.identity_home drop constraint identity_home_pkey;
update hub.identity_home h set record_id = h.record_id << 16 | r.source_id
from hub.identity_record r where r.id = h.record_id;
alter table hub.identity_home add primary key (address, record_id);

alter table hub.identity_record drop constraint identity_record_pkey;
update hub.identity_record set id = id << 16 | source_id;
alter table hub.identity_record add primary key (id);

-- How far comparing all has come: the last record, whatever its source.
update hub.identity_state set record_id = record_id << 16 | 65535;
