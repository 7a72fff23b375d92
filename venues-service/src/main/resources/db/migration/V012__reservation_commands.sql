-- How many commands to other services a reservation has led to: each needs a key of its own.
alter table reservation add column commands_wanted integer not null default 0;
