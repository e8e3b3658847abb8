-- Room in each page for the next state of its rows, so that a message leaves the indexes alone.
alter table conversation set (fillfactor = 60);
