-- Which of a company's are recent, whatever the number of those that are not; with the ids, to read nothing else.
create index ix_notification_recent on notification (company_id, created_at, id);
