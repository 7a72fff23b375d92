create sequence thermal_receipt_id increment by 50;

-- What is printed at a venue.
create table thermal_receipt (
    company_id       bigint not null,
    id               bigint not null,
    venue_id         bigint not null,
    fields           text[] not null,
    additional_texts text[] not null,
    constraint pk_thermal_receipt primary key (company_id, id),
    constraint uq_thermal_receipt_venue unique (company_id, venue_id),
    constraint fk_thermal_receipt_venue foreign key (company_id, venue_id) references venue (company_id, id)
);

-- What can be printed, for companies that have said so: a copy of a dictionary of contacts-service's.
create table receipt_dictionary (
    company_id bigint not null,
    id         bigint not null,
    field_keys text[] not null,
    constraint pk_receipt_dictionary primary key (company_id, id)
);
