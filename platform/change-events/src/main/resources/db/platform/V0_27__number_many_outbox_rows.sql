-- Thousands of changes in one transaction: each row is found by its key alone. PostgreSQL, which expects few rows here, would
-- join them by going through all of them for each.
create or replace function number_outbox_rows() returns trigger language plpgsql as $$
declare
    numbered_before bigint;
    unnumbered      bigint;
    own_number      bigint;
    numbered        record;
begin
    -- The first row to get here numbers all that its transaction wrote for the company.
    select sequence into own_number
      from outbox
     where company_id = new.company_id and transaction_id = new.transaction_id and id = new.id
       and partition_time = new.partition_time;
    if not found or own_number is not null then
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

    for numbered in
        select id from outbox
         where company_id = new.company_id and transaction_id = new.transaction_id
           and partition_time = new.partition_time and sequence is null
         order by id
    loop
        numbered_before := numbered_before + 1;
        update outbox set sequence = numbered_before
         where company_id = new.company_id and transaction_id = new.transaction_id and id = numbered.id
           and partition_time = new.partition_time;
    end loop;
    return null;
end
$$;
