-- What other services had done here, so that what they ask for once more is not done twice.
create table carried_out_command (
    company_id     bigint      not null,
    service        text        not null,
    key            text        not null,
    -- of what it made; null if it made nothing, and until it is done
    result_id      bigint,
    carried_out_at timestamptz not null default now(),
    constraint pk_carried_out_command primary key (company_id, service, key)
);

-- Which are old enough to be forgotten.
create index ix_carried_out_command_age on carried_out_command (carried_out_at);
