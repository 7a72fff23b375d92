-- How far each consumer has come. A position and the effect of what lies before it commit together: whoever advances a
-- position from where he read it owns the partition, whatever Kafka or he himself believes.
create table consumer_position (
    consumer    text        not null,
    topic       text        not null,
    partition   integer     not null,
    next_offset bigint      not null,
    advanced_at timestamptz not null default clock_timestamp(),
    constraint pk_consumer_position primary key (consumer, topic, partition)
) with (fillfactor = 50);

-- The last change that counted, per company: what comes with its sequence or a lower one has been applied before.
create table consumer_sequence (
    company_id bigint not null,
    consumer   text   not null,
    topic      text   not null,
    epoch      text   not null,
    sequence   bigint not null,
    constraint pk_consumer_sequence primary key (company_id, consumer, topic)
) with (fillfactor = 50);

-- A row from the moment on at which a consumer had, for the first time, everything that was there when it started.
create table consumer_caught_up (
    consumer     text        not null,
    caught_up_at timestamptz not null default clock_timestamp(),
    constraint pk_consumer_caught_up primary key (consumer)
);
