-- Which claim against a courier a task is about: the next claim for the same order is another one.
alter table task add column claim text;
