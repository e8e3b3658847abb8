create table staff (
  id text primary key,
  username text not null unique,
  name text not null,
  password text not null,
  roles text not null,
  group_id text,
  enabled integer not null
);

-- Secrets are kept as hashes only: who reads the database can sign in as nobody.
create table staff_session (
  token_hash text primary key,
  staff text not null references staff (id),
  csrf text not null,
  created_at bigint not null,
  proved_at bigint not null
);

create table ws_ticket (
  ticket_hash text primary key,
  session text not null,
  expires_at bigint not null
);

create table shopper (
  id text primary key,
  name text not null,
  buyer text unique,
  created_at bigint not null
);

create table visitor_token (
  token_hash text primary key,
  shopper text not null references shopper (id),
  expires_at bigint not null
);

-- A signed identity is good for one use.
create table identity_used (
  jti text primary key,
  expires_at bigint not null
);
