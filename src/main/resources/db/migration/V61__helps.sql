-- What the content folder brings along for agents beside the articles.
create table quick_reply (
  code text primary key,
  title text not null,
  text text not null,
  stage text,
  place bigint not null
);

create table playbook (
  id text primary key,
  title text not null,
  reason text,
  triggers text not null,
  soothe text not null,
  verify text not null,
  offer text not null,
  next text not null
);

create table intent (
  intent text primary key,
  title text not null,
  examples text not null,
  place bigint not null
);
