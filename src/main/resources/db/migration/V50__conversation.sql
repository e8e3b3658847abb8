create table conversation (
  id text primary key,
  shopper text not null,
  shopper_name text not null,
  buyer text,
  stage text not null,
  status text not null,
  group_id text not null,
  owner text,
  context text not null,
  head bigint not null,
  shopper_head bigint not null,
  last_staff_seq bigint not null,
  last_text text not null,
  last_at bigint not null,
  waiting_since bigint,
  opened_at bigint not null
);

-- A shopper has at most one open conversation of a stage: opening again finds it.
create unique index conversation_open on conversation (shopper, stage) where status <> 'closed';
create index conversation_owner on conversation (owner, status);
create index conversation_status on conversation (status, last_at);

-- The log. Append-only, in commit order; a plain table, so that bodies lie one after the other.
create table event (
  conversation text not null,
  seq bigint not null,
  shopper_seq bigint not null,
  kind text not null,
  sender_id text not null,
  sender_role text not null,
  sender_name text not null,
  mid text,
  body text not null,
  at bigint not null
);

create unique index event_seq on event (conversation, seq);
-- What makes a repeated message harmless, for ever.
create unique index event_mid on event (conversation, sender_id, mid) where mid is not null;

-- How far somebody has stored and read a conversation, in full numbers. Never falls.
create table mark (
  conversation text not null,
  participant text not null,
  acked bigint not null,
  read bigint not null,
  primary key (conversation, participant)
);

-- A command's answer, kept so that the same command again is answered and not carried out twice.
create table command_result (
  conversation text not null,
  actor text not null,
  command text not null,
  fingerprint text not null,
  result text not null,
  at bigint not null,
  primary key (conversation, actor, command)
);
