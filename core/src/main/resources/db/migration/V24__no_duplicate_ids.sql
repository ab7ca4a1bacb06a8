-- It told the broker's duplicate ids apart, and there are none any more: the receipt says whether a change has arrived.
alter table hub.outgoing drop column times;
