-- What the messages of a set ask for, and whether they sound upset.
alter table suggestion_set add column intent text;
alter table suggestion_set add column upset bigint not null default 0;
