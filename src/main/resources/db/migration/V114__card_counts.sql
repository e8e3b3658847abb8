-- Articles and days of whose cards something has become since they were counted.
create table card_count_due (
  article text not null,
  day bigint not null,
  primary key (article, day)
);

insert into card_count_due (article, day)
select distinct article, at / 86400000 from suggestion
where article not like 'pb!_%' escape '!'
  and at > (select max(at) from suggestion) - 2678400000;
