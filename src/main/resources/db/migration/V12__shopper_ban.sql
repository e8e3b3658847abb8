-- Shoppers who may not come in, until a moment or for good.
create table shopper_ban (
  shopper text primary key references shopper (id),
  reason text not null,
  until bigint,
  banned_by text not null references staff (id),
  at bigint not null
);

create index shopper_ban_at on shopper_ban (at);
