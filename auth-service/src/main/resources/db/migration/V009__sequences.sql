-- Ids come from sequences, fifty at a time, as in every other service: an identity costs a round trip for each row.
create sequence company_id increment by 50;
create sequence permission_level_id increment by 50;
create sequence user_id increment by 50;
create sequence session_id increment by 50;

-- Beyond all ids that were given out.
select setval('company_id', (select coalesce(max(id) + 50, 1) from company), false);
select setval('permission_level_id', (select coalesce(max(id) + 50, 1) from permission_level), false);
select setval('user_id', (select coalesce(max(id) + 50, 1) from users), false);
select setval('session_id', (select coalesce(max(id) + 50, 1) from session), false);

alter table company alter column id drop identity;
alter table permission_level alter column id drop identity;
alter table users alter column id drop identity;
alter table session alter column id drop identity;
