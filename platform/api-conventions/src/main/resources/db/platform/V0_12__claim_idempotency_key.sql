-- Makes a key the current transaction's own: true if nobody has used it within a day.
-- An insert of a key that another transaction has inserted waits for the end of that transaction, and no longer: the many
-- that waited must not wait for each other too. How long is a setting of this function alone, so that the work after it
-- waits for its own locks as long as it ever did.
create function claim_idempotency_key(
    the_company_id bigint, the_user_id bigint, the_key text, the_parameters_hash bytea
) returns boolean
language sql volatile
set lock_timeout = '2s'
as $$
    delete from idempotency_key
    where company_id = the_company_id and user_id = the_user_id and key = the_key
        and created_at < clock_timestamp() - interval '24 hours';

    with claimed as (
        insert into idempotency_key (company_id, user_id, key, parameters_hash)
        values (the_company_id, the_user_id, the_key, the_parameters_hash)
        on conflict on constraint pk_idempotency_key do nothing
        returning 1
    )
    select exists (select from claimed)
$$;
