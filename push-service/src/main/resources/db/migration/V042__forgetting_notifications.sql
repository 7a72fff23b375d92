-- Those that are forgotten next.
create index ix_notification_created_at on notification (created_at);
