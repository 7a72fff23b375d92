-- Where the latest recorded trace goes on in which the key has advanced since it was announced; null for none.
alter table feed_key add column traceparent text;
