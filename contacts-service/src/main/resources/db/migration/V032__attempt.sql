-- What only so many times may be tried, as long as each try counts. Shared by all replicas, so that nobody gains by reaching several.
create table attempt (
    subject      bytea       not null,
    counts_until timestamptz not null
);

comment on column attempt.subject is 'SHA-256 of what was tried';

create index ix_attempt_subject on attempt (subject, counts_until);

-- Finds what has ceased to count, to forget it.
create index ix_attempt_counts_until on attempt (counts_until);
