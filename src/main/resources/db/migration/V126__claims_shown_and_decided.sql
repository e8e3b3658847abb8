-- Whether a picture the shopper had sent was among the evidence when the claim was made; null for
-- claims from before, whose evidence was taken by its name.
alter table claim_case add column shown int;

-- What was given on a day is found by the moment it was decided, or given without a decision.
create index claim_case_given on claim_case (coalesce(decided_at, opened_at));
