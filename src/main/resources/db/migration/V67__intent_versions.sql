-- Who changed the examples of what shoppers want, and how; the last version holds.
create table intent_version (
  version bigint primary key,
  changed_by text not null,
  changed_at bigint not null,
  -- What was added, removed and moved, as JSON.
  changes text not null
);

-- Nobody knows any more when the first import was.
insert into intent_version (version, changed_by, changed_at, changes)
select 1, 'import', 0, '[]' where exists (select 1 from intent);
