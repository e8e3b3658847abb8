-- What we need to speak to a shop outside and nobody may read: sealed with a key that is not in the
-- database. The origin tells by a digest which setting it has grown from.
create table sealed_secret (
  name text primary key,
  origin text not null,
  sealed text not null,
  changed_at bigint not null
);

-- Up to when a shop outside was asked what has changed there.
create table shop_mark (
  name text primary key,
  until bigint not null
);

-- Which refund of a platform carries a payout out. Written before the platform is asked, so that it
-- can be asked again by our key, which it does not know.
create table taobao_payout (
  payout text primary key,
  trade text not null,
  refund text not null unique,
  amount_fen bigint not null,
  asked_at bigint not null
);
