alter table users add column mobile_phone varchar(32);
-- When its user gave the code that was sent to it; null while nobody knows that it is his.
alter table users add column mobile_phone_confirmed_at timestamptz;
