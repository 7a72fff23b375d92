-- What has failed is tried again later each time, so that it holds up nothing that waits behind it.
alter table derived_change
    add column retries integer     not null default 0,
    add column due_at  timestamptz not null default now();

-- What has been due longest comes first.
create index ix_derived_change_due_at on derived_change (due_at);
drop index ix_derived_change_requested_at;

alter table tag_removal
    add column retries integer     not null default 0,
    add column due_at  timestamptz not null default now();

alter table statistics_rebuild
    add column retries integer     not null default 0,
    add column due_at  timestamptz not null default now();
