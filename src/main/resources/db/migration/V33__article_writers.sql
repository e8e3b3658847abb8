-- Who is writing which article now; rows that are older than a minute say nothing.
create table article_writer (
  article text not null,
  staff text not null,
  name text not null,
  since bigint not null,
  seen bigint not null,
  primary key (article, staff)
);
