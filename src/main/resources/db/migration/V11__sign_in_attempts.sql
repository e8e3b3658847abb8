-- Tries to sign in that were not seen to succeed: of a name and of an address, within a window
-- that begins with the first.
create table sign_in_attempt (
  who text primary key,
  since bigint not null,
  tries integer not null
);

create index sign_in_attempt_since on sign_in_attempt (since);
