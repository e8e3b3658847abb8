-- What a member of staff said is wrong with a card, for those who write the article: kept when the card is long gone.
create table card_feedback (
  suggestion text primary key,
  article text not null,
  article_version bigint not null,
  conversation text not null,
  -- Without personal data, as the wording.
  question text not null,
  verdict text not null,
  -- How it should read instead; null when nobody said.
  wording text,
  staff text not null,
  staff_name text not null,
  at bigint not null,
  -- open, taken (stands in a draft), published, closed
  status text not null,
  why text,
  moved_by text,
  moved_at bigint,
  -- The draft it was taken over into as the editor had read it: only what was saved since holds it.
  taken_version bigint not null default 0,
  -- The version that went out with it.
  published_version bigint
);

create index card_feedback_article on card_feedback (article, at);
create index card_feedback_conversation on card_feedback (conversation);
