-- An approval can be taken back until then, before the shop is asked to pay; what was asked for
-- stays known beside what was approved. `question` waits for an answer; `passed_at` is when the
-- clock left the case to the store manager.
alter table claim_case add column undo_until bigint;
alter table claim_case add column asked_form text;
alter table claim_case add column question text;
alter table claim_case add column passed_at bigint;

-- 0 while the shopper has not been told of the approval, which is not before it is final.
alter table grant_order add column announced integer not null default 1;

create index claim_case_due on claim_case (due_at) where status = 'pending';
create index claim_case_reason on claim_case (kind, reason, decided_at);

-- What supervisors asked about a case, and what was answered.
create table case_word (
  case_id text not null references claim_case (id),
  n integer not null,
  kind text not null,
  said_by text not null,
  said_by_name text not null,
  text text not null,
  at bigint not null,
  primary key (case_id, n)
);
