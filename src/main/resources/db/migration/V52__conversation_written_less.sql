-- A message changes when its conversation was last written to. As long as it is open no index holds that, so that a
-- message touches the conversation's row and nothing beside it; the few that are open are sorted when they are read.
drop index conversation_status;
create index conversation_status on conversation (status);
create index conversation_closed on conversation (last_at, id) where status = 'closed';
