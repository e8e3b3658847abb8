-- What a language model made of a card's words, beside the card. Only what has passed all checks.
create table suggestion_draft (
  suggestion text primary key,
  conversation text not null,
  for_seq bigint not null,
  text text not null,
  -- Where the card's facts stand in it, as JSON.
  slots text not null,
  at bigint not null
);

create index suggestion_draft_round on suggestion_draft (conversation, for_seq);

-- How often a model was asked within a minute or a day, by all nodes together.
create table draft_budget (
  name text primary key,
  calls bigint not null,
  -- When it counts no more.
  until bigint not null
);
