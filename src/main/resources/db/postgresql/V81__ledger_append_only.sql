create function ledger_entry_kept() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only' using errcode = 'integrity_constraint_violation';
end;
$$;

create trigger ledger_entry_fixed before update or delete on ledger_entry
  for each row execute function ledger_entry_kept();

create trigger ledger_entry_not_emptied before truncate on ledger_entry
  for each statement execute function ledger_entry_kept();
