-- Where the trace goes on in which somebody is told; null unless it is recorded.
alter table delivery add column traceparent text;
