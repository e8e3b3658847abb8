-- The shop's database, on a new server, by its superuser:
--   psql -v ON_ERROR_STOP=1 -f src/main/deploy/database.sql
-- DATABASE_PASSWORD_FILE names the file with the password of its owner.
--
-- The nodes own this database and nothing else of the server. It orders text by its bytes: lists are
-- cut into pages by the order of ids, and no update of the system's languages may change that.
\set ON_ERROR_STOP on
\set password `cat "${DATABASE_PASSWORD_FILE:-/run/secrets/database_password}"`

create role kefu login password :'password';

create database kefu owner kefu template template0 encoding 'UTF8' locale 'C.UTF-8';
revoke connect, temporary on database kefu from public;
