-- Windows are changed in one place; who saves over somebody else's change is told.
alter table validity_window add column version bigint not null default 1;
alter table validity_window add column updated_at bigint not null default 0;
alter table validity_window add column updated_by text not null default '';
