-- The least the goods of a discount may be sold for, as the shop told it when the claim was made.
alter table claim_case add column floor_fen bigint;
