-- What became of a card that was shown for a question, and what it is worth: above 0 it was taken,
-- below 0 it was not.
create table lesson (
  conversation text not null,
  for_seq bigint not null,
  article text not null,
  -- Without personal data.
  text text not null,
  vector bytea not null,
  model text not null,
  outcome text not null,
  weight double precision not null,
  at bigint not null,
  undone_at bigint,
  undone_by text,
  primary key (conversation, for_seq, article)
);

create index lesson_article on lesson (article, at);

-- What follows from the lessons of an article: wordings that lead to it, and such that lead away.
-- Made of the lessons alone, and made anew with each of them.
create table learned (
  article text not null,
  wording text not null,
  vector bytea not null,
  model text not null,
  support double precision not null,
  at bigint not null,
  primary key (article, wording)
);

-- Who wants no suggestions.
create table suggestion_silence (
  staff text primary key,
  since bigint not null
);
