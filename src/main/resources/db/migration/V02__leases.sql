-- Work that one node at a time does. The fence grows with each holder: what an older one still
-- wants to write is known by it.
create table lease (
  name text primary key,
  holder text not null,
  fence bigint not null,
  until bigint not null
);
