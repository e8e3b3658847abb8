-- How shoppers say it, and what they want: beside the trigger words.
alter table playbook add column examples text not null default '[]';
alter table playbook add column intents text not null default '[]';
