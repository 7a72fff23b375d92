-- The ids below belong to the defaults, which are the same for all companies.
create sequence dictionary_id start with 1000 increment by 50;

-- What a company offers in the place of the defaults; the value is JSON.
create table dictionary (
    company_id bigint      not null,
    id         bigint      not null,
    key        text        not null,
    value      text        not null,
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint pk_dictionary primary key (company_id, id)
);

-- Of several who change a dictionary for the first time at once, one makes it.
create unique index uq_dictionary_key on dictionary (company_id, key);
