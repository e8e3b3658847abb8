-- What was written before there was a column for it.
update article set owner = fields::json ->> 'owner';
