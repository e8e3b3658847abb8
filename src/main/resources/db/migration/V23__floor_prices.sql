-- The least a product may be sold for; null where nobody has said.
alter table demo_product add column floor_fen bigint check (floor_fen >= 0);
