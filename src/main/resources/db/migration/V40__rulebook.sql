-- Every version of the rulebook; the last one holds.
create table rulebook_version (
  version integer primary key,
  document text not null,
  changed_by text not null,
  changed_at bigint not null
);
