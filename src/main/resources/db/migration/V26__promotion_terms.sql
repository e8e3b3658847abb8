-- What else a promotion may depend on: its level among others, categories, a price of its own, every
-- threshold with a cap, the n-th piece, members' tiers.
alter table demo_promotion add column level text;
alter table demo_promotion add column categories text not null default '';
alter table demo_promotion add column price_fen bigint;
alter table demo_promotion add column every integer not null default 0;
alter table demo_promotion add column cap_fen bigint;
alter table demo_promotion add column nth integer;
alter table demo_promotion add column tiers text not null default '';
