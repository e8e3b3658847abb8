-- What rules depend on, as the shop told it when the claim was made: for deciding by it, and for trying other rules on it.
alter table claim_case add column freight_fen bigint;
alter table claim_case add column category text;
alter table claim_case add column tier text;
alter table claim_case add column claims_30_days integer;
