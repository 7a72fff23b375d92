create sequence guestlist_template_id increment by 50;

create table guestlist_template (
    company_id bigint not null,
    id         bigint not null,
    venue_id   bigint not null,
    name       text   not null,
    constraint pk_guestlist_template primary key (company_id, id),
    constraint fk_guestlist_template_venue foreign key (company_id, venue_id) references venue (company_id, id)
);

create index ix_guestlist_template_venue on guestlist_template (company_id, venue_id, id);

create sequence guestlist_type_id increment by 50;

create table guestlist_type (
    company_id            bigint           not null,
    id                    bigint           not null,
    guestlist_template_id bigint           not null,
    name                  text             not null,
    price_per_person      double precision not null,
    person_count          integer,
    gender_type           text             not null,
    preselected           boolean          not null,
    constraint pk_guestlist_type primary key (company_id, id),
    constraint fk_guestlist_type_template foreign key (company_id, guestlist_template_id)
        references guestlist_template (company_id, id)
);

create index ix_guestlist_type_template on guestlist_type (company_id, guestlist_template_id, id);
