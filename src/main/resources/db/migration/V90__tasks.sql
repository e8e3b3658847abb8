-- Shoppers to be told before they ask. One task for an order and a kind, whatever happens: once it
-- is done nobody is told twice.
create table task (
  id text primary key,
  kind text not null,
  order_id text not null,
  buyer text not null,
  sku text,
  text text not null,
  status text not null,
  opened_at bigint not null,
  due_at bigint not null,
  done_at bigint,
  done_by text,
  unique (kind, order_id)
);

create index task_status on task (status, due_at, id);
