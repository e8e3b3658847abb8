-- Ready sentences of one's own: nobody else sees them.
create table quick_reply_own (
  staff text not null,
  code text not null,
  title text not null,
  text text not null,
  stage text not null,
  -- The number of the change that made it as it is; changes are counted in quick_reply_change, apart from the shop's.
  version bigint not null,
  primary key (staff, code)
);
