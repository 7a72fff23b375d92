-- Imports of contacts that have been heard of, to tell of the end of each once.
create table contact_import (
    company_id bigint  not null,
    id         bigint  not null,
    is_over    boolean not null,
    constraint pk_contact_import primary key (company_id, id)
);
