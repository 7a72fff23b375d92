-- Finds the latest change of a user or a company among the changes that are still kept: a token says on which it was issued.
create index ix_outbox_state on outbox (company_id, class_name, entity_id, sequence)
    where class_name in ('User', 'Company');
