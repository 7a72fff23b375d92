-- A promoter comes without one, and cannot sign in until he has given himself one by a reset.
alter table users alter column password drop not null;
