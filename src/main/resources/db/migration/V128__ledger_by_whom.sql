-- Who granted it and whether beside the rules, as it was when the line was booked: a case that is
-- undone and decided anew changes no line. Null in lines from before, which are read by their case.
alter table ledger_entry add column booked_by_name text;
alter table ledger_entry add column beside int;
