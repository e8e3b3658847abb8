-- Whether what is found of an article is an emergency answer.
alter table article add column emergency bigint not null default 0;

-- Articles that look alike and say different things on purpose. first_id is the smaller one.
create table article_distinct (
  first_id text not null,
  second_id text not null,
  why text not null,
  author_id text not null,
  author_name text not null,
  at bigint not null,
  primary key (first_id, second_id)
);

-- Questions whose answer is fixed: publishing may not make one worse. article is null where none is to be suggested.
create table pinned_question (
  id text primary key,
  question text not null,
  stage text,
  sku text,
  article text,
  author_name text not null,
  at bigint not null
);
