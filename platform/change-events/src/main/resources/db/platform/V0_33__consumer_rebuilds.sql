-- A consumer that was away for longer than its topics' compaction lag may have missed the end of entities: it reads the
-- partition from the beginning, remembers what is named, and sweeps, company by company, what is not.
--
-- advanced_at now also moves while there is nothing to read: it is the latest moment at which nothing was unread that was
-- older.

-- The position from which on a company may be swept: all that lives has been named before it. Null where there is nothing
-- to sweep. What follows until then is remembered too.
alter table consumer_sequence add column sweep_offset bigint;

-- Where a rebuild finds its companies, those included that the topic does not name at all any more.
alter table consumer_sequence add column partition integer;

-- By the contract of the topics.
update consumer_sequence set partition = mod(mod(company_id, 64) + 64, 64);

-- Companies to sweep are looked for all the time; as a rule there is none.
create index ix_consumer_sequence_sweep on consumer_sequence (consumer) where sweep_offset is not null;
