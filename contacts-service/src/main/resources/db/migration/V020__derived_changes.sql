-- What has to follow a change of something else and has not yet: one row for each class of what follows.
create sequence derived_change_id increment by 50;

create table derived_change (
    company_id   bigint      not null,
    id           bigint      not null,
    origin_class text        not null,
    origin_id    bigint      not null,
    dependants   text        not null,
    actor_id     bigint,
    requested_at timestamptz not null,
    last_done_id bigint      not null,
    constraint pk_derived_change primary key (company_id, id),
    constraint uq_derived_change unique (company_id, origin_class, origin_id, dependants)
);

-- What has waited longest comes first.
create index ix_derived_change_requested_at on derived_change (requested_at);
