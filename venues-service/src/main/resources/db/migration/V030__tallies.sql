-- Of each counting one is taken, so it counts by ones.
create sequence tally_id;

-- How many guests have come, as those at the door count them.
create table tally (
    company_id        bigint  not null,
    id                bigint  not null,
    event_id          bigint  not null,
    user_id           bigint  not null,
    type              text    not null,
    guestlist_type_id bigint,
    actual_count      integer not null,
    constraint pk_tally primary key (company_id, id),
    constraint fk_tally_event foreign key (company_id, event_id) references event (company_id, id),
    -- Who counts adds to the one that there is, however many count at once.
    constraint uq_tally unique nulls not distinct (company_id, event_id, user_id, type, guestlist_type_id),
    constraint ck_tally_actual_count check (actual_count >= 0)
);
