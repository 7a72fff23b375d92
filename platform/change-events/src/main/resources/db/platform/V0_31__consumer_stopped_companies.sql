-- A company whose next change a consumer cannot apply and must not skip. It stands still until an operator has repaired
-- what is wrong and says so with resume_stopped_company; the consumer's other companies go on.
create table consumer_stopped (
    company_id       bigint      not null,
    consumer         text        not null,
    topic            text        not null,
    partition        integer     not null,
    failed_offset    bigint      not null,
    reason           text        not null,
    stopped_at       timestamptz not null default clock_timestamp(),
    resume_requested boolean     not null default false,
    constraint pk_consumer_stopped primary key (company_id, consumer, topic)
);

-- The change that could not be applied, and all later ones of its company, as they came from Kafka.
create table consumer_parked (
    company_id    bigint  not null,
    consumer      text    not null,
    topic         text    not null,
    partition     integer not null,
    record_offset bigint  not null,
    record_time   bigint  not null,
    record_key    bytea,
    record_value  bytea,
    header_names  text[]  not null,
    header_values bytea[] not null,
    constraint pk_consumer_parked primary key (company_id, consumer, topic, record_offset)
);

-- For operators: apply the change that failed again, then what was parked behind it, then go on. The consumer notices
-- within a second or so; if the change fails again, the company stands still again with the new reason. A change that
-- must be given up is first deleted from consumer_parked. Answers how many topics of the company will be resumed.
create function resume_stopped_company(stopped_consumer text, stopped_company bigint) returns bigint
    language sql
begin atomic
    with resumed as (
        update consumer_stopped
           set resume_requested = true
         where consumer = stopped_consumer and company_id = stopped_company
        returning topic
    )
    select count(*) from resumed;
end;
