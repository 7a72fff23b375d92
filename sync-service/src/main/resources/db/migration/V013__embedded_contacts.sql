-- Whose contact info an entry embeds: who may see the contact in full, may see that.
alter table feed_entry add column contact_id bigint;

update feed_entry set contact_id = (full_json::jsonb ->> 'contact_id')::bigint
 where class_name = 'Reservation' and masked_json is not null;

-- What a change of a contact's audience concerns.
create index ix_feed_entry_contact on feed_entry (company_id, contact_id) where contact_id is not null;
