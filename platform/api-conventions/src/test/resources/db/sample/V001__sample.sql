create sequence sample_seq;

create table sample (
    id         bigint not null default nextval('sample_seq'),
    company_id bigint not null,
    name       text   not null,
    constraint pk_sample primary key (company_id, id),
    constraint uq_sample_id unique (id)
);
