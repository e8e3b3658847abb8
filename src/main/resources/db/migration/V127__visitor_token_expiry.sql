-- Tokens that are over are taken away with each visit that begins.
create index visitor_token_expiry on visitor_token (expires_at);
