-- Each colleague's verdict on a card is a feedback of its own. Its key stays where it was, in the column "suggestion", which had
-- been the card: what is said from now on gets an id of its own there and names its card here.
--
-- While nodes of before still run they write without "card", under the card as the key, and so still find their
-- "on conflict (suggestion)": what two people say there replaces each other as it did, and touches what newer nodes have kept only
-- where it was said before this. A row without "card" is about the card it has for a key. Who says something of one card on an old
-- node and on a new one may have two rows where the new one came first.
alter table card_feedback add column card text;
update card_feedback set card = suggestion;

create index card_feedback_card on card_feedback (card);
create index card_feedback_waiting on card_feedback (article) where status in ('open', 'taken');
