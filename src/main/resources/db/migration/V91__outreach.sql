-- What a task was opened for, so that those with one cause are sent together; what it was told with,
-- where and when. The text of a batch names `goods`; offers are bounded by `amount_fen`.
alter table task add column cause text not null default '';
alter table task add column goods text not null default '';
alter table task add column amount_fen bigint not null default 0;
alter table task add column conversation text;
alter table task add column sent_seq bigint;
alter table task add column sent_at bigint;
alter table task add column sent_by text;

create index task_cause on task (status, cause);

-- On sale, and nothing left: to be taken off the shelf. Closed by itself once it is, or once there
-- is more.
create table shelf_alert (
  id text primary key,
  sku text not null,
  title text not null,
  opened_at bigint not null,
  closed_at bigint
);

create unique index shelf_alert_open on shelf_alert (sku) where closed_at is null;
