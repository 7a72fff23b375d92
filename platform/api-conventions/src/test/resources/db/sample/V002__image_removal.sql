create table image_removal (
    company_id bigint      not null,
    name       varchar(64) not null,
    due_at     timestamptz not null,
    claimed    boolean     not null default false,
    constraint pk_image_removal primary key (company_id, name)
);
