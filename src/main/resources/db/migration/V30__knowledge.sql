-- Articles, everything that was ever saved of them, and what the index follows.

-- The latest state of each article. question … search_text repeat what lists are filtered by; fields holds all.
create table article (
  id text primary key,
  version bigint not null,
  published_version bigint,
  status text not null,
  question text not null,
  category text not null,
  stage text not null,
  search_text text not null,
  fields text not null,
  created_at bigint not null,
  updated_at bigint not null,
  updated_by text not null,
  -- the number of the change that last altered what shoppers' questions may find; 0 for never
  change bigint not null
);

create index article_by_time on article (updated_at, id);
create index article_by_change on article (change);

create table article_version (
  article_id text not null references article (id),
  version bigint not null,
  action text not null,
  fields text not null,
  author_id text not null,
  author_name text not null,
  at bigint not null,
  primary key (article_id, version)
);

-- The similar wordings of the latest versions, folded: no two articles share one.
create table article_similar (
  folded text primary key,
  article_id text not null references article (id)
);

create index article_similar_by_article on article_similar (article_id);

-- One row: how many changes there were, and a name by which an index knows its database.
create table knowledge_change (
  id integer primary key check (id = 1),
  change bigint not null,
  origin text not null
);

-- Vectors that were computed once. Derived; may be emptied.
create table embedding (
  text_key text primary key,
  vector bytea not null
);

-- The shop's own words, a line a group or word.
create table synonym_group (
  place integer primary key,
  words text not null
);

create table lexicon_word (
  word text primary key
);
