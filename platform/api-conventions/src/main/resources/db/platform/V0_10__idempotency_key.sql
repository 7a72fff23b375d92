create table idempotency_key (
    company_id      bigint      not null,
    user_id         bigint      not null,
    key             text        not null,
    parameters_hash bytea       not null,
    answer          text,
    created_at      timestamptz not null default clock_timestamp(),
    constraint pk_idempotency_key primary key (company_id, user_id, key)
);

-- For the purge of keys past their day.
create index ix_idempotency_key_created_at on idempotency_key (created_at);
