-- Messages to more users than are told in one transaction, until all of them have been told.
create table broadcast (
    company_id bigint      not null,
    id         bigint      not null generated always as identity,
    sender_id  bigint      not null,
    title      text,
    message    text        not null,
    user_ids   bigint[]    not null,
    recipients integer     not null,
    -- how many of them, from the first on, have been told
    told       integer     not null default 0,
    sent_at    timestamptz not null,
    constraint pk_broadcast primary key (company_id, id)
);
