-- What belongs to the whole shop: who it is, when its offers hold, and whether the content folder has been imported.
create table content_import (
  imported_at bigint primary key,
  folder text not null
);

create table shop (
  id integer primary key check (id = 1),
  name text not null,
  opens text not null,
  closes text not null,
  zone text not null,
  cutoff text,
  target_h integer not null,
  limit_h integer not null
);

create table shop_department (
  id text primary key,
  name text not null,
  stage text not null,
  place integer not null
);

create table shop_courier (
  id text primary key,
  name text not null,
  is_default integer not null,
  place integer not null
);

create table validity_window (
  name text primary key,
  title text not null,
  starts_at bigint not null,
  ends_at bigint not null
);
