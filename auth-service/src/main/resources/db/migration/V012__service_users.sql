-- An API key is a user that is no person: it has no address to sign in with and no password. A promoter comes without a
-- password too, and cannot sign in until he has given himself one by a reset.
alter table users alter column email drop not null;
alter table users alter column password drop not null;
alter table users add constraint ck_users_email check (service or email is not null);

-- Finds the API keys of a company.
create index ix_users_service on users (company_id, id) where service;

