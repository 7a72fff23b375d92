create sequence event_shift_note_id increment by 50;

create table event_shift_note (
    company_id  bigint      not null,
    id          bigint      not null,
    event_id    bigint      not null,
    user_id     bigint      not null,
    description text        not null,
    created_at  timestamptz not null,
    constraint pk_event_shift_note primary key (company_id, id),
    constraint fk_event_shift_note_event foreign key (company_id, event_id) references event (company_id, id)
);

create index ix_event_shift_note_event on event_shift_note (company_id, event_id, id);
