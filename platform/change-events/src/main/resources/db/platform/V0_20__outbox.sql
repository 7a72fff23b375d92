-- Changes in the transaction that makes them, to be published after it has committed.
create table outbox (
    company_id     bigint      not null,
    transaction_id xid8        not null default pg_current_xact_id(),
    id             bigint      generated always as identity,
    sequence       bigint,
    partition_time timestamptz not null default now(),
    changed_at     timestamptz not null default clock_timestamp(),
    class_name     text        not null,
    entity_id      bigint      not null,
    action         text        not null,
    data           text,
    audience       text        not null,
    actor_id       bigint,
    traceparent    text,
    constraint pk_outbox primary key (company_id, transaction_id, id, partition_time),
    constraint ck_outbox_action check (action in ('create', 'update', 'destroy')),
    constraint ck_outbox_data check ((data is null) = (action = 'destroy'))
) partition by range (partition_time);

-- The relay reads each company from where it stopped.
create index ix_outbox_sequence on outbox (company_id, sequence);

-- Takes what no other partition covers, so that a write never fails for want of one.
create table outbox_default partition of outbox default;

-- Rows of companies whose publishing has stopped, out of the way of dropping partitions.
create table outbox_held (
    like outbox,
    constraint pk_outbox_held primary key (company_id, sequence)
);

create table outbox_counter (
    company_id    bigint not null,
    last_sequence bigint not null,
    constraint pk_outbox_counter primary key (company_id)
) with (fillfactor = 50);

create table outbox_position (
    company_id         bigint not null,
    -- The sequence counts within this epoch; in a later one nothing is published yet.
    epoch              text   not null,
    published_sequence bigint not null,
    stopped_at         timestamptz,
    stopped_reason     text,
    constraint pk_outbox_position primary key (company_id),
    constraint ck_outbox_position_stopped check ((stopped_at is null) = (stopped_reason is null))
) with (fillfactor = 50);

create function number_outbox_rows() returns trigger language plpgsql as $$
declare
    numbered_before bigint;
    unnumbered      bigint;
begin
    -- The first row to get here numbers all that its transaction wrote for the company.
    perform from outbox
      where company_id = new.company_id and transaction_id = new.transaction_id and id = new.id
        and partition_time = new.partition_time and sequence is null;
    if not found then
        return null;
    end if;
    select count(*) into unnumbered
      from outbox
     where company_id = new.company_id and transaction_id = new.transaction_id
       and partition_time = new.partition_time and sequence is null;

    -- From here until the commit is visible no other transaction gets numbers of this company.
    insert into outbox_counter as counter (company_id, last_sequence)
    values (new.company_id, unnumbered)
    on conflict (company_id) do update set last_sequence = counter.last_sequence + unnumbered
    returning last_sequence - unnumbered into numbered_before;

    update outbox
       set sequence = numbered_before + numbered.place
      from (select id, row_number() over (order by id) as place
              from outbox
             where company_id = new.company_id and transaction_id = new.transaction_id
               and partition_time = new.partition_time and sequence is null) as numbered
     where outbox.company_id = new.company_id and outbox.transaction_id = new.transaction_id
       and outbox.partition_time = new.partition_time and outbox.id = numbered.id;
    return null;
end
$$;

-- Deferred: it runs inside COMMIT, so that the counter's row is locked for the commit alone. It must stay the only
-- deferred constraint of the database.
create constraint trigger number_outbox_rows
    after insert on outbox
    deferrable initially deferred
    for each row when (new.sequence is null)
    execute function number_outbox_rows();
