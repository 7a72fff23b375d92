-- A new epoch numbers changes from 1 again, and still knows which companies it has to publish again: those that ever
-- published anything.
create or replace function start_publication_epoch(start_reason text) returns text language plpgsql as $$
declare
    -- A later epoch is greater as text, also if the clock went back.
    started timestamptz := (select greatest(clock_timestamp(), max(started_at) + interval '1 ms') from publication_epoch);
    epoch   text := to_char(started at time zone 'UTC', 'YYYYMMDD"T"HH24MISSMS"Z"');
begin
    truncate outbox, outbox_held, outbox_position;
    update outbox_counter set last_sequence = 0;
    insert into publication_epoch (epoch, started_at, reason, system_identifier, timeline)
    select epoch, started, start_reason, system_identifier, current_timeline() from pg_control_system();
    return epoch;
end
$$;
