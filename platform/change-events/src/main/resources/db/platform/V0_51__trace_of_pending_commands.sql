-- Where the trace goes on that wanted the command; null unless it is recorded.
alter table pending_command add column traceparent text;
