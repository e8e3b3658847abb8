-- The demo shop: what another store would keep in its own systems.
create table demo_product (
  sku text primary key,
  product text not null,
  title text not null,
  options text not null,
  category text not null,
  price_fen bigint not null check (price_fen >= 0),
  stock integer not null check (stock >= 0),
  safety_stock integer not null check (safety_stock >= 0),
  on_sale integer not null,
  weight_g integer not null,
  attributes text not null,
  restock_at bigint
);
create index demo_product_by_product on demo_product (product, sku);

create table demo_order (
  order_id text primary key,
  buyer text not null,
  state text not null,
  created_at bigint not null,
  paid_at bigint,
  shipped_at bigint,
  signed_at bigint,
  closed_at bigint,
  courier text,
  parcel text,
  province text not null,
  city text not null,
  address text not null,
  receiver text not null,
  phone text not null,
  shipping_fee_fen bigint not null check (shipping_fee_fen >= 0),
  discount_fen bigint not null check (discount_fen >= 0),
  note text not null
);
create index demo_order_by_buyer on demo_order (buyer, created_at, order_id);

create table demo_order_line (
  order_id text not null references demo_order (order_id),
  place integer not null,
  sku text not null references demo_product (sku),
  quantity integer not null check (quantity > 0),
  price_fen bigint not null check (price_fen >= 0),
  primary key (order_id, place)
);

create table demo_parcel (
  parcel text primary key,
  order_id text not null references demo_order (order_id),
  courier text not null,
  state text not null
);

create table demo_scan (
  parcel text not null references demo_parcel (parcel),
  step integer not null,
  scanned_at bigint not null,
  place text not null,
  told text not null,
  primary key (parcel, step)
);

create table demo_member (
  buyer text primary key,
  name text not null,
  tier text not null,
  points bigint not null check (points >= 0),
  phone text not null,
  joined_at bigint not null
);

create table demo_shipping_fee (
  courier text not null,
  province text not null,
  first_g integer not null check (first_g > 0),
  first_fen bigint not null check (first_fen >= 0),
  step_g integer not null check (step_g > 0),
  step_fen bigint not null check (step_fen >= 0),
  served integer not null,
  days text not null,
  primary key (courier, province)
);

create table demo_promotion (
  id text primary key,
  place integer not null,
  title text not null,
  kind text not null,
  skus text not null,
  threshold_fen bigint not null check (threshold_fen >= 0),
  reduce_fen bigint not null check (reduce_fen >= 0),
  percent integer not null,
  window_name text references validity_window (name)
);

-- A key is paid once: the primary key says so, whoever asks and however often.
create table demo_payout (
  payout_key text primary key,
  order_id text,
  buyer text not null,
  form text not null,
  amount_fen bigint not null check (amount_fen >= 0),
  paid integer not null,
  reference text not null,
  told text not null,
  booked_at bigint not null
);

-- What the demo shop pretends not to be able to tell or do, and until when.
create table demo_outage (
  what text primary key,
  until_at bigint not null
);
