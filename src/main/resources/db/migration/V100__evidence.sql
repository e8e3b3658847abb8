-- Seals over what was said and seen. `digest` is over the events of one conversation up to
-- `to_seq`, `seen` over the suggestions staff had before them up to `seen_to`, each going on from
-- the conversation's seal before; `chain` goes on from whatever was sealed last in the whole shop.
create table evidence_seal (
  n bigint primary key,
  conversation text not null,
  to_seq bigint not null,
  digest text not null,
  seen_to bigint not null,
  seen text not null,
  chain text not null,
  at bigint not null
);

create unique index evidence_seal_conversation on evidence_seal (conversation, to_seq);
