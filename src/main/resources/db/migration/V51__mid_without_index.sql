-- A message's own id stays unique for ever: the one writer knows every id of a conversation it
-- writes to, read from the log when it first touches it. The index cost as much as the row.
drop index event_mid;
