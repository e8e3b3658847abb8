-- Within how many days a courier answers a claim.
alter table shop_courier add column claim_days integer not null default 7;
