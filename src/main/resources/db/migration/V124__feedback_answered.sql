-- What has become of it and the one who said it has not seen yet. What was settled before is old news.
alter table card_feedback add column unseen bigint not null default 0;

create index card_feedback_staff on card_feedback (staff, at);
create index card_feedback_unseen on card_feedback (staff) where unseen = 1;
