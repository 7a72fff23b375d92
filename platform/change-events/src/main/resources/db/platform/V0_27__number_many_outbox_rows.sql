-- Plans of functions are kept from when there were few rows, and then go through all of them for each of thousands. What a
-- transaction has numbered it remembers, so that its rows need not be looked at again, and many are numbered in one
-- statement that is planned for them.
create or replace function number_outbox_rows() returns trigger language plpgsql as $$
declare
    transaction_part text := new.company_id || '/' || new.transaction_id || '/' || new.partition_time || '/';
    remembered       text := coalesce(current_setting('velvet.numbered_outbox', true), '');
    own_number       bigint;
    numbered_before  bigint;
    unnumbered       bigint;
    last_id          bigint;
begin
    if starts_with(remembered, transaction_part)
       and new.id <= substr(remembered, length(transaction_part) + 1)::bigint then
        return null;
    end if;

    -- The first row to get here numbers all that its transaction wrote for the company.
    select sequence into own_number
      from outbox
     where company_id = new.company_id and transaction_id = new.transaction_id and id = new.id
       and partition_time = new.partition_time;
    if not found or own_number is not null then
        return null;
    end if;
    select count(*), max(id) into unnumbered, last_id
      from outbox
     where company_id = new.company_id and transaction_id = new.transaction_id
       and partition_time = new.partition_time and sequence is null;

    -- From here until the commit is visible no other transaction gets numbers of this company.
    insert into outbox_counter as counter (company_id, last_sequence)
    values (new.company_id, unnumbered)
    on conflict (company_id) do update set last_sequence = counter.last_sequence + unnumbered
    returning last_sequence - unnumbered into numbered_before;

    if unnumbered = 1 then
        update outbox set sequence = numbered_before + 1
         where company_id = new.company_id and transaction_id = new.transaction_id and id = new.id
           and partition_time = new.partition_time;
        return null;
    end if;
    -- PostgreSQL expects few of them whatever there are.
    set local enable_nestloop = off;
    execute $update$
        update outbox
           set sequence = $4 + numbered.place
          from (select id, row_number() over (order by id) as place
                  from outbox
                 where company_id = $1 and transaction_id = $2 and partition_time = $3 and sequence is null) as numbered
         where outbox.company_id = $1 and outbox.transaction_id = $2 and outbox.partition_time = $3
           and outbox.id = numbered.id
        $update$ using new.company_id, new.transaction_id, new.partition_time, numbered_before;
    set local enable_nestloop to default;
    perform set_config('velvet.numbered_outbox', transaction_part || last_id, true);
    return null;
end
$$;
