-- Editors write quick replies: each change takes the next number, which is the version of what it changed.
alter table quick_reply add column version bigint not null default 1;

create table quick_reply_change (
  id integer primary key,
  change bigint not null
);
