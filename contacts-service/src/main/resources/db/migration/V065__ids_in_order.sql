-- The newest notes and logs have the highest ids, whatever replica made them.
alter sequence note_id increment by 1;
alter sequence log_method_id increment by 1;
