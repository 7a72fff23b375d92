-- What another service is to do, stored in the transaction that wants it and delivered until it is accepted.
create table pending_command (
    company_id bigint      not null,
    id         bigint      not null generated always as identity,
    service    text        not null,
    path       text        not null,
    -- the same with every try, so that the service does it once
    key        text        not null,
    body       text        not null,
    tries      integer     not null default 0,
    reason     text,
    created_at timestamptz not null default now(),
    -- when it is tried next; while somebody tries, when another may take him for dead
    due_at     timestamptz not null default now(),
    refused_at timestamptz,
    constraint pk_pending_command primary key (company_id, id)
);

create unique index uq_pending_command_key on pending_command (company_id, service, key);
create index ix_pending_command_due on pending_command (service, due_at) where refused_at is null;

-- For operators, once the cause is repaired: delivers what the service refused. Returns how many commands that were.
create function deliver_refused_commands(to_service text) returns bigint
    language sql
begin atomic
    with again as (
        update pending_command set refused_at = null, due_at = now()
         where service = to_service and refused_at is not null
        returning id
    )
    select count(*) from again;
end;
