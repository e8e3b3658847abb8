-- What programs are known by: hashes only, as with people's sign-ins. Rows stay when a token is revoked, so that what it
-- has written can be told from whom it came.
create table service_token (
  id text primary key,
  token_hash text not null unique,
  name text not null,
  scopes text not null,
  created_by text not null references staff (id),
  created_at bigint not null,
  expires_at bigint not null,
  last_used_at bigint,
  revoked_at bigint
);
