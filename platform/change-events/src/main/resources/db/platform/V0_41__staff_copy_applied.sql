-- Up to which change of the present epoch the copy has applied all: read anew, what was taken away since must not come back.
-- Not the sequence beside it, which in a new epoch stays where it was.
alter table staff_progress add column applied bigint not null default 0;
