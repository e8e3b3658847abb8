-- Days on which nothing leaves: of each week, and single ones.
alter table shop add column rest_days text not null default '';

create table shop_closed_day (
  day text primary key
);
