create table claim_case (
  id text primary key,
  version integer not null,
  conversation text not null,
  shopper text not null,
  buyer text,
  kind text not null,
  reason text not null,
  order_id text,
  sku text,
  claim_fen bigint not null,
  proposal_fen bigint not null,
  form text,
  rule text,
  limit_fen bigint,
  order_amount_fen bigint,
  status text not null,
  needs text not null,
  evidence text not null,
  note text,
  requested_by text not null,
  requested_by_name text not null,
  decided_by text,
  decided_by_name text,
  amount_fen bigint,
  remark text,
  opened_at bigint not null,
  due_at bigint not null,
  decided_at bigint
);

-- One open case for one claim: whoever asks again finds the first.
create unique index claim_case_open
  on claim_case (conversation, kind, reason, coalesce(order_id, ''), coalesce(sku, ''))
  where status = 'pending';
create index claim_case_status on claim_case (status, opened_at);
create index claim_case_conversation on claim_case (conversation, opened_at);
create index claim_case_shopper on claim_case (shopper, opened_at);
create index claim_case_order on claim_case (order_id) where order_id is not null;

-- What is to be carried out. The case is the key under which the shop pays: one case, one payout.
create table grant_order (
  id text primary key,
  case_id text not null unique references claim_case (id),
  conversation text not null,
  shopper text not null,
  buyer text not null,
  order_id text,
  amount_fen bigint not null,
  form text not null,
  rule text,
  granted_by text not null,
  status text not null,
  attempts integer not null,
  next_try_at bigint not null,
  lease_until bigint not null,
  fence bigint not null,
  reference text,
  text text,
  created_at bigint not null
);

create index grant_order_open on grant_order (status, next_try_at);

-- Every step of every grant, as finance books it. Append-only.
create table ledger_entry (
  grant_id text not null,
  step integer not null,
  case_id text not null,
  order_id text,
  shopper text not null,
  amount_fen bigint not null,
  form text not null,
  rule text,
  decision text,
  booked_by text not null,
  at bigint not null,
  status text not null,
  primary key (grant_id, step)
);

create index ledger_entry_at on ledger_entry (at);
