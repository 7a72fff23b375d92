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
