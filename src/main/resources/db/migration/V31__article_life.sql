-- Why a step of an article's life was taken, and what went out together.

alter table article_version add column why text;

-- What searches find, as one change of the index: articles published, taken out of use, or brought back together.
-- number is that change's number.
create table knowledge_release (
  number bigint primary key,
  kind text not null,
  note text,
  -- the release whose state this one brought back
  back_to bigint,
  author_id text not null,
  author_name text not null,
  at bigint not null
);

-- Which version of an article was found before and after; null for none.
create table knowledge_release_item (
  release bigint not null references knowledge_release (number),
  article_id text not null,
  before_version bigint,
  after_version bigint,
  primary key (release, article_id)
);

create index knowledge_release_item_by_article on knowledge_release_item (article_id, release);
