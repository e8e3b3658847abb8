-- What changes with every message stands in no index at all, not even in one that leaves the open ones out: PostgreSQL
-- writes all indexes of a row anew when one of their columns has changed. For a closed one it is its last_at.
drop index conversation_closed;
alter table conversation add column ended_at bigint;
update conversation set ended_at = last_at where status = 'closed';
create index conversation_ended on conversation (ended_at, id) where ended_at is not null;
