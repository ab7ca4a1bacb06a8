-- What has waited longest is compared first. Otherwise records whose rows lie behind would wait for as long as others come.
create index identity_waiting_by_time on hub.identity_waiting (noted_at);
