create sequence table_hold_id increment by 50;

create table table_hold (
    company_id bigint      not null,
    id         bigint      not null,
    event_id   bigint      not null,
    table_id   bigint      not null,
    user_id    bigint      not null,
    created_at timestamptz not null,
    constraint pk_table_hold primary key (company_id, id),
    constraint fk_table_hold_event foreign key (company_id, event_id) references event (company_id, id),
    constraint fk_table_hold_table foreign key (company_id, table_id) references floor_table (company_id, id)
);

-- Of any number of concurrent claims to a table, this lets one win.
create unique index uq_table_hold_table on table_hold (company_id, table_id);

create index ix_table_hold_event on table_hold (company_id, event_id, id);
