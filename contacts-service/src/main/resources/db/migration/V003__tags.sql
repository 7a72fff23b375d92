create sequence tag_category_id increment by 50;

create table tag_category (
    company_id bigint not null,
    id         bigint not null,
    name       text   not null,
    parent_id  bigint,
    constraint pk_tag_category primary key (company_id, id),
    constraint fk_tag_category_parent foreign key (company_id, parent_id) references tag_category (company_id, id)
);

create index ix_tag_category_parent on tag_category (company_id, parent_id);

create sequence tag_id increment by 50;

create table tag (
    company_id      bigint not null,
    id              bigint not null,
    name            text   not null,
    tag_category_id bigint not null,
    constraint pk_tag primary key (company_id, id),
    constraint fk_tag_category foreign key (company_id, tag_category_id) references tag_category (company_id, id)
);

create index ix_tag_category on tag (company_id, tag_category_id);

-- The contacts that a removed tag has to leave.
create index ix_contact_tag on contact using gin (company_id, tag_ids);

-- Removed tags that have not left all contacts yet.
create table tag_removal (
    company_id bigint      not null,
    tag_id     bigint      not null,
    actor_id   bigint      not null,
    removed_at timestamptz not null,
    last_done_id bigint    not null,
    constraint pk_tag_removal primary key (company_id, tag_id)
);
