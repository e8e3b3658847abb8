-- What the shop asks of couriers for parcels. `buyer` is for the task that a late answer opens.
create table courier_claim (
  id text primary key,
  courier text not null,
  parcel text not null,
  order_id text not null,
  buyer text not null,
  reason text not null,
  asked_fen bigint not null,
  reference text,
  note text,
  status text not null,
  filed_at bigint not null,
  answer_by bigint not null,
  opened_at bigint not null,
  opened_by text not null,
  opened_by_name text not null,
  paid_fen bigint,
  remark text,
  settled_at bigint,
  settled_by text,
  settled_by_name text
);

-- One open claim for one parcel, however many ask at once.
create unique index courier_claim_open on courier_claim (courier, parcel) where status = 'open';
create index courier_claim_status on courier_claim (status, answer_by, id);
create index courier_claim_order on courier_claim (order_id, opened_at, id);
