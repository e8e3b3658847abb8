-- A card that was made anew counted as another one: what lists of articles may still show, the last 31 days, is
-- counted again.
insert into card_count_due (article, day)
select distinct article, at / 86400000 from suggestion
where at >= (select max(at) from suggestion) - 2678400000 and substr(article, 1, 3) <> 'pb_'
on conflict (article, day) do nothing;
