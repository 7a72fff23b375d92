-- Names of images.
alter table venue add logo text;
alter table event add poster text;
alter table artist add avatar text;

-- Images whose files are to be removed: those that were replaced, and uploads until something has them.
create table image_removal (
    company_id bigint      not null,
    name       varchar(64) not null,
    due_at     timestamptz not null,
    claimed    boolean     not null default false,
    constraint pk_image_removal primary key (company_id, name)
);

-- Across companies: what is due is removed in the order of time.
create index ix_image_removal_due on image_removal (due_at);

-- What only so many times may be tried, as long as each try counts. Shared by all replicas, so that nobody gains by reaching several.
create table attempt (
    subject      bytea       not null,
    counts_until timestamptz not null
);

comment on column attempt.subject is 'SHA-256 of what was tried';

create index ix_attempt_subject on attempt (subject, counts_until);

-- Finds what has ceased to count, to forget it.
create index ix_attempt_counts_until on attempt (counts_until);
