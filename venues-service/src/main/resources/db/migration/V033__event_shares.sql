create sequence event_share_id increment by 50;

-- Who told of an event in a social network.
create table event_share (
    company_id          bigint      not null,
    id                  bigint      not null,
    event_id            bigint      not null,
    user_id             bigint      not null,
    social_network_name text        not null,
    created_at          timestamptz not null,
    constraint pk_event_share primary key (company_id, id),
    constraint fk_event_share_event foreign key (company_id, event_id) references event (company_id, id)
);

create index ix_event_share_event on event_share (company_id, event_id, id);
