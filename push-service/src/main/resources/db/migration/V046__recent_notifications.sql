-- Which of a company's are recent, whatever the number of those that are not; with the ids, to read nothing else.
create index ix_notification_recent on notification (company_id, created_at, id);

-- Recent ones that are unread are counted for each push; older ones, which may be many, are not to be looked through for that.
drop index ix_notification_unread;
create index ix_notification_unread on notification (company_id, user_id, created_at) where not read;
