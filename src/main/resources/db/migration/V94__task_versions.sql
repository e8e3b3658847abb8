-- How often the words of a task were written, so that nothing is sent that was written of facts
-- which have changed since.
alter table task add column version int not null default 1;
