-- Who changed the shop's synonyms and lexicon, and how; the last version holds.
create table word_version (
  version bigint primary key,
  changed_by text not null,
  changed_at bigint not null,
  -- What was added, changed and removed, as JSON.
  changes text not null
);

-- Nobody knows any more when the first import was.
insert into word_version (version, changed_by, changed_at, changes)
select 1, 'import', 0, '[]'
where exists (select 1 from synonym_group) or exists (select 1 from lexicon_word);
