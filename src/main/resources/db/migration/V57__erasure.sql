-- Up to here a conversation's log has lost its words, at the shopper's wish.
alter table conversation add column erased_to bigint;

-- Who erased what, and why: nothing in it tells of whom.
create table erasure (
  shopper text primary key,
  reason text not null,
  erased_by text not null,
  conversations bigint not null,
  events bigint not null,
  at bigint not null
);
