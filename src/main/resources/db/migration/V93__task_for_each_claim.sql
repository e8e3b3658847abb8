-- Two parcels of one order may both be claimed for: a task for each claim that is answered late. What
-- a shopper is told has none, and stays one for an order and a kind.
create table task_for_each (
  id text primary key,
  kind text not null,
  order_id text not null,
  claim text not null default '',
  buyer text not null,
  sku text,
  text text not null,
  status text not null,
  opened_at bigint not null,
  due_at bigint not null,
  done_at bigint,
  done_by text,
  cause text not null default '',
  goods text not null default '',
  amount_fen bigint not null default 0,
  conversation text,
  sent_seq bigint,
  sent_at bigint,
  sent_by text,
  unique (kind, order_id, claim)
);

insert into task_for_each (id, kind, order_id, claim, buyer, sku, text, status, opened_at, due_at,
  done_at, done_by, cause, goods, amount_fen, conversation, sent_seq, sent_at, sent_by)
select id, kind, order_id, coalesce(claim, ''), buyer, sku, text, status, opened_at, due_at,
  done_at, done_by, cause, goods, amount_fen, conversation, sent_seq, sent_at, sent_by
from task;

drop table task;
alter table task_for_each rename to task;

create index task_status on task (status, due_at, id);
create index task_cause on task (status, cause);
