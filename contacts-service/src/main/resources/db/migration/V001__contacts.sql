create sequence contact_id increment by 50;

create table contact (
    company_id        bigint      not null,
    id                bigint      not null,
    creator_id        bigint      not null,
    first_name        text,
    last_name         text,
    title             text,
    state             text        not null,
    status            text        not null,
    gender            text,
    birthdate         date,
    organization      text,
    industry          text,
    ethnicity         text,
    sexual_preference text,
    country           text,
    region            text,
    city              text,
    group_id          bigint,
    nurtured          boolean     not null,
    email             text,
    phone             text,
    address           text,
    zip               text,
    business_phone    text,
    business_email    text,
    body_type         text,
    hair_color        text,
    eye_color         text,
    height            text,
    facebook          text,
    twitter           text,
    instagram         text,
    skype             text,
    website           text,
    tag_ids           bigint[]    not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    constraint pk_contact primary key (company_id, id)
);

-- Of any number of concurrent claims to an address or a number, these let one win.
create unique index uq_contact_email on contact (company_id, lower(email));
create unique index uq_contact_phone on contact (company_id, phone);

-- updated_since
create index ix_contact_updated_at on contact (company_id, updated_at);

create sequence contact_owner_id increment by 50;

create table contact_owner (
    company_id bigint not null,
    id         bigint not null,
    contact_id bigint not null,
    user_id    bigint not null,
    venue_id   bigint,
    constraint pk_contact_owner primary key (company_id, id),
    constraint uq_contact_owner unique nulls not distinct (company_id, contact_id, user_id, venue_id),
    constraint fk_contact_owner_contact foreign key (company_id, contact_id) references contact (company_id, id)
);

-- Which contacts a reader may see: his own, and those of his venues.
create index ix_contact_owner_user on contact_owner (company_id, user_id, contact_id);
create index ix_contact_owner_venue on contact_owner (company_id, venue_id, contact_id);

create sequence contact_qualification_id increment by 50;

create table contact_qualification (
    company_id bigint not null,
    id         bigint not null,
    contact_id bigint not null,
    venue_id   bigint not null,
    status     text   not null,
    constraint pk_contact_qualification primary key (company_id, id),
    constraint uq_contact_qualification unique (company_id, contact_id, venue_id),
    constraint fk_contact_qualification_contact foreign key (company_id, contact_id) references contact (company_id, id)
);

-- Which contacts a reader may see: those of his venues.
create index ix_contact_qualification_venue on contact_qualification (company_id, venue_id, contact_id);
