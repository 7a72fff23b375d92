-- Who may see what lies under an audience key of the feed.
create table silent_reader (
    company_id   bigint           not null,
    audience_key text collate "C" not null,
    user_id      bigint           not null,
    constraint pk_silent_reader primary key (company_id, audience_key, user_id)
);

create index ix_silent_reader_user on silent_reader (company_id, user_id);

-- It is filled from what auth-service has published, which has been read before: that is read again.
delete from consumer_sequence where consumer = 'push-service.staff';
update consumer_position set next_offset = 0 where consumer = 'push-service.staff';

-- Whether a device is to be told to pull. All times are the database's.
create table silent_push (
    company_id bigint      not null,
    device_id  bigint      not null,
    platform   text        not null,
    -- Something is new that no push has told of yet.
    wanted     boolean     not null default true,
    -- A worker is at it.
    leased     boolean     not null default false,
    -- the same with every try
    apns_id    uuid        not null default gen_random_uuid(),
    tries      integer     not null default 0,
    reason     text,
    caused_at  timestamptz not null,
    -- when it is tried next; while it is leased, when another may take its worker for dead
    due_at     timestamptz not null,
    expires_at timestamptz not null,
    sent_at    timestamptz,
    constraint pk_silent_push primary key (company_id, device_id),
    constraint fk_silent_push_device foreign key (company_id, device_id)
        references device (company_id, id) on delete cascade
);

create index ix_silent_push_due on silent_push (platform, due_at) where wanted or leased;
