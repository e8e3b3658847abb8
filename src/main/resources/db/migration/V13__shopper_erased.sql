-- Since when nothing is known of a shopper any more; their tokens stay until they end, so that a device that comes back
-- is told.
alter table shopper add column erased_at bigint;

create index shopper_erased on shopper (erased_at) where erased_at is not null;
