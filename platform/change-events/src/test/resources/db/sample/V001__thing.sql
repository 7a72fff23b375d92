create table thing (
    company_id bigint not null,
    id         bigint not null,
    version    bigint not null,
    constraint pk_thing primary key (company_id, id)
);
