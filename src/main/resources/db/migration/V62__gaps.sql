-- When a round that was looked up is to be looked through for what it teaches; null when it was.
alter table suggestion_set add column look_at bigint;

update suggestion_set set look_at = at;

create index suggestion_set_look on suggestion_set (look_at) where look_at is not null;

-- Questions that nobody's knowledge has answered, alike ones together.
create table gap (
  id text primary key,
  question text not null,
  -- The sum of its questions' vectors, and of how many: the mean likeness of a further question
  -- with all of them is one product.
  vector bytea not null,
  asked bigint not null,
  -- What the vectors were made by; those of another model say nothing.
  model text not null,
  status text not null,
  article text,
  assignee text,
  reason text,
  -- How often it was asked in the week before it was ignored.
  ignored_volume bigint not null,
  moved_at bigint not null,
  moved_by text,
  first_at bigint not null,
  last_at bigint not null,
  -- Counts all changes of all gaps, so that other nodes read only what is new.
  rev bigint not null
);

create index gap_rev on gap (rev);
create index gap_article on gap (article) where article is not null;

create table gap_question (
  conversation text not null,
  for_seq bigint not null,
  gap text not null references gap (id),
  -- Without personal data, as all texts here.
  text text not null,
  stage text not null,
  product text,
  sku text,
  sources text not null,
  waited_ms bigint not null,
  cost_s bigint not null,
  resolved bigint not null,
  transferred bigint not null,
  -- What a person answered; with variables for the facts in it.
  answer text,
  at bigint not null,
  primary key (conversation, for_seq)
);

create index gap_question_gap on gap_question (gap, at);

-- Later wordings of a gap for which the article that fills it was shown, and taken.
create table gap_proof (
  conversation text not null,
  for_seq bigint not null,
  gap text not null references gap (id),
  article text not null,
  at bigint not null,
  primary key (conversation, for_seq)
);

create index gap_proof_gap on gap_proof (gap, at);
