-- What supervisors think of replies sent past a warning and of decisions beside the rules, as far as the week's draw has shown them.
create table sample_verdict (
  kind text not null,
  subject text not null,
  conversation text not null,
  staff text not null,
  stage text not null,
  about_at bigint not null,
  week text not null,
  verdict text not null check (verdict in ('right', 'wrong')),
  note text,
  judged_by text not null,
  judged_by_name text not null,
  judged_at bigint not null,
  primary key (kind, subject)
);

create index sample_verdict_about on sample_verdict (kind, about_at);
