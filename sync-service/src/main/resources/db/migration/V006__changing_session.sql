-- The session in which everything was changed that is not announced yet: the device that made the changes has them. Null
-- where they come from several sessions, or from none.
alter table feed_key add column session_id bigint;
