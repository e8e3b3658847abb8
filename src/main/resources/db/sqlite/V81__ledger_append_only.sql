create trigger ledger_entry_fixed before update on ledger_entry
begin
  select raise(abort, 'the ledger is append-only');
end;

create trigger ledger_entry_kept before delete on ledger_entry
begin
  select raise(abort, 'the ledger is append-only');
end;
