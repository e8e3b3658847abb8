-- What finance sorts grants by, beside what the case says already. `goods` is the SKU the claim is
-- about, also where an order has only one; `beside` is 1 where a decision went beyond the rules.
alter table claim_case add column goods text;
alter table claim_case add column order_at bigint;
alter table claim_case add column beside integer;

-- What the shop's own records say of a grant that has ended, and what people made of it.
create table payout_check (
  grant_id text primary key references grant_order (id),
  checked_at bigint not null,
  result text not null,
  shop_fen bigint,
  reference text,
  told text,
  settled_by text,
  settled_at bigint,
  remark text
);

create index payout_check_result on payout_check (result, checked_at);
