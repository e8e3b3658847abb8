-- Pictures that were uploaded into conversations: drawn anew, without what the camera had written into them.
create table picture (
  id text primary key,
  conversation text not null,
  uploaded_by text not null,
  width integer not null,
  height integer not null,
  size bigint not null,
  jpeg bytea not null,
  at bigint not null
);

create index picture_conversation on picture (conversation);
create index picture_uploaded on picture (uploaded_by, at);
