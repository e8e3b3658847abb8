-- Who did it: one person counts once, however often. Not known of older lessons, each of which
-- counts as somebody's own.
alter table lesson add column staff text;

-- What the lessons of an article say is worked out beside the writer; here stands whether it has
-- to be again.
create table lesson_book (
  article text primary key,
  -- Counts the changes of its lessons.
  rev bigint not null,
  -- Up to where they were worked out.
  made bigint not null
);

create index lesson_book_due on lesson_book (article) where made < rev;

insert into lesson_book (article, rev, made)
select article, 1, 0 from lesson group by article;

-- What is not enough yet is kept, too, for those who look: only what counts changes an order.
alter table learned add column counts bigint not null default 1;
alter table learned add column uses bigint not null default 0;

create index learned_counts on learned (article) where counts = 1;
