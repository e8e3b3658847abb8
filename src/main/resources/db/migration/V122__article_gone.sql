-- Articles that were out of use for long enough and were deleted: what is left of each, so that its name is never another's and is still known
-- where something was said or sent of it.
create table article_gone (
  id text primary key,
  -- What it was called last.
  question text not null,
  version bigint not null,
  -- The number of the change that took it out of use: an index that lags behind has to hear of it still.
  change bigint not null,
  retired_at bigint not null,
  retired_by text not null,
  gone_at bigint not null
);

create index article_gone_by_change on article_gone (change);

-- Since when articles are deleted at all: what was out of use before counts from then. One row.
create table article_deleting (
  id integer primary key check (id = 1),
  since bigint not null
);

create index article_retired on article (updated_at, id) where status = 'RETIRED';
