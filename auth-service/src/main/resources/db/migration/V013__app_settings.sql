-- What the apps keep for a company: JSON of their own, of which nothing here knows what it says.
create table app_settings (
    company_id bigint       not null,
    app_name   varchar(255) not null,
    data       text         not null,
    updated_at timestamptz  not null,
    constraint pk_app_settings primary key (company_id, app_name),
    constraint fk_app_settings_company foreign key (company_id) references company (id)
);
