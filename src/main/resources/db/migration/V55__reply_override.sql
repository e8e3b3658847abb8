-- Replies that were sent past a warning of the promise guard, each with the reason its author named. Append-only.
create table reply_override (
  conversation text not null,
  staff text not null,
  mid text not null,
  reason text not null,
  rules text not null,
  stage text not null,
  at bigint not null,
  primary key (conversation, staff, mid)
);

create index reply_override_at on reply_override (at);
