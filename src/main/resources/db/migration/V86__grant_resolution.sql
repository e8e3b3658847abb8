-- What a person made of a grant the shop never answered for.
create table grant_resolution (
  grant_id text primary key references grant_order (id),
  outcome text not null,
  reference text,
  remark text not null,
  resolved_by text not null,
  at bigint not null
);
