-- Facts about the database itself.
create table store (
  name text primary key,
  value text not null
);
