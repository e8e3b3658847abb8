-- What was suggested for a round, at the last shopper message it answers. Never deleted when it is
-- retired: whether it still holds is read from the log, and statistics count all of them.
create table suggestion_set (
  conversation text not null,
  for_seq bigint not null,
  -- The log's end when it was made: what came later may retire it.
  seen_seq bigint not null,
  cards text not null,
  abstained text,
  card_count bigint not null,
  at bigint not null,
  primary key (conversation, for_seq)
);

create index suggestion_set_at on suggestion_set (at);

-- Each card by itself, with what became of it.
create table suggestion (
  id text primary key,
  conversation text not null,
  for_seq bigint not null,
  article text not null,
  article_version bigint not null,
  confidence text not null,
  sendable bigint not null,
  text text not null,
  at bigint not null,
  -- The reply that used it, and how far that was changed: as_is, edited, rewritten.
  used_seq bigint,
  used_how text,
  distance double precision,
  -- What a member of staff said of it.
  verdict text,
  verdict_by text,
  verdict_at bigint
);

create index suggestion_conversation on suggestion (conversation, for_seq);
create index suggestion_article on suggestion (article, at);
