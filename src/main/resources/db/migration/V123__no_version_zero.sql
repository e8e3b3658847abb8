-- No version was read as version 0, and so it was written: what was never published says so again.
update article set published_version = null where published_version = 0;

update knowledge_release_item set before_version = null where before_version = 0;

update knowledge_release_item set after_version = null where after_version = 0;
