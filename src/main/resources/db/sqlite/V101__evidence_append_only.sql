create trigger evidence_seal_fixed before update on evidence_seal
begin
  select raise(abort, 'seals are append-only');
end;

create trigger evidence_seal_kept before delete on evidence_seal
begin
  select raise(abort, 'seals are append-only');
end;
