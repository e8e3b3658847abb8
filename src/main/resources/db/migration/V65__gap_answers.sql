-- What a person answered, as far as two answers can be the same: questions that get the same answer
-- belong together.
alter table gap_question add column answer_key text;

create index gap_question_answer on gap_question (answer_key) where answer_key is not null;
