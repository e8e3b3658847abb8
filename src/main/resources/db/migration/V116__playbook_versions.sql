-- Who changed which playbook, and what it was then; the numbers of all changes follow each other. What came with the content folder
-- has no row here: it is the version before the first.
create table playbook_version (
  version bigint primary key,
  playbook text not null,
  -- added changed retired
  action text not null,
  changed_by text not null,
  changed_at bigint not null,
  -- As the content folder would hold it; of a retired one as it was last.
  file text not null
);

create index playbook_version_of on playbook_version (playbook, version);
