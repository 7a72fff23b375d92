create sequence filter_pattern_id increment by 50;

-- What users filter contacts by; the filters are JSON.
create table filter_pattern (
    company_id bigint not null,
    id         bigint not null,
    user_id    bigint not null,
    name       text   not null,
    filters    text   not null,
    constraint pk_filter_pattern primary key (company_id, id)
);

create index ix_filter_pattern_user on filter_pattern (company_id, user_id, id);
