-- What a recalled message had held: for disputes. The log itself and everything made of it has it no more.
create table withdrawn_message (
  conversation text not null,
  seq bigint not null,
  body text not null,
  withdrawn_by text not null,
  at bigint not null,
  primary key (conversation, seq)
);
