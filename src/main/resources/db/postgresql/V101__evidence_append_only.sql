create function evidence_seal_kept() returns trigger language plpgsql as $$
begin
  raise exception 'seals are append-only' using errcode = 'integrity_constraint_violation';
end;
$$;

create trigger evidence_seal_fixed before update or delete on evidence_seal
  for each row execute function evidence_seal_kept();

create trigger evidence_seal_not_emptied before truncate on evidence_seal
  for each statement execute function evidence_seal_kept();
