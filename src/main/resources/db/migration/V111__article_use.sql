-- How often an article was suggested and what became of its cards, by day (of UTC, as the number of days since 1970). Days older than the
-- last thirty are removed.
create table article_use (
  article text not null,
  day bigint not null,
  shown bigint not null,
  used_as_is bigint not null,
  used_edited bigint not null,
  marked_wrong bigint not null,
  primary key (article, day)
);

-- The sum of those days in the article's own row: lists are sorted and narrowed by it.
alter table article add column shown bigint not null default 0;
alter table article add column used_as_is bigint not null default 0;
alter table article add column used_edited bigint not null default 0;
alter table article add column marked_wrong bigint not null default 0;
-- Of a thousand cards so many were used; neglect is the rest of the thousand. Both -1 while there are too few cards to say.
alter table article add column adoption bigint not null default -1;
alter table article add column neglect bigint not null default -1;
-- The oldest day in the sum; null for none.
alter table article add column used_since bigint;
-- What staff said is wrong with its cards, as far as nobody has settled it.
alter table article add column feedback bigint not null default 0;
-- Repeats what lists are filtered by, as question and category do.
alter table article add column owner text;

create index article_by_shown on article (shown, id);
create index article_by_adoption on article (adoption, id);
create index article_by_neglect on article (neglect, id);
create index article_used_since on article (used_since) where used_since is not null;
create index article_with_feedback on article (updated_at, id) where feedback > 0;
create index article_by_category on article (category, updated_at, id);
create index article_by_owner on article (owner, updated_at, id) where owner is not null;
