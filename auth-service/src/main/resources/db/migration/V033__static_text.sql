-- What a company lets its staff read before and after they sign in; a company without a text of its own has the default one.
create sequence static_text_id increment by 50;

create table static_text (
    company_id bigint      not null,
    id         bigint      not null,
    type       varchar(16) not null,
    text       text        not null,
    updated_at timestamptz not null,
    constraint pk_static_text primary key (company_id, id),
    constraint fk_static_text_company foreign key (company_id) references company (id),
    constraint uq_static_text_type unique (company_id, type)
);
