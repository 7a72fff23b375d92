-- Where a contact has a reservation or a guestlist, whatever came of it: who works there may see it.
alter table contact_statistics add column booked_venue_ids bigint[] not null default '{}';

create index ix_contact_statistics_booked_venue on contact_statistics using gin (company_id, booked_venue_ids);

-- In the place of the former function: a replica that does not know of the new column fails and leaves the work to one that does.
drop function booking_totals(bigint, bigint[], bigint);

create function booking_totals(of_company_id bigint, of_contact_ids bigint[], at_venue_id bigint)
    returns table (contact_id bigint, total_spent numeric, average_spent numeric, highest_spent numeric,
                   total_comp numeric, reservations_count integer, guestlists_count integer, no_shows integer,
                   cancellations integer, last_reservation date, last_visit date, visited_venue_ids bigint[],
                   booked_venue_ids bigint[])
    language sql stable as
$$
select asked.contact_id,
       coalesce(sum(b.spent), 0),
       coalesce(round(avg(b.spent), 2), 0),
       coalesce(max(b.spent), 0),
       coalesce(sum(b.comp), 0),
       count(*) filter (where b.class_name = 'Reservation')::integer,
       count(*) filter (where b.class_name = 'Guestlist')::integer,
       count(*) filter (where b.status = 'no_show')::integer,
       count(*) filter (where b.status = 'canceled')::integer,
       max(b.event_date) filter (where b.class_name = 'Reservation'),
       max(b.event_date) filter (where b.visited),
       coalesce(array_agg(distinct b.venue_id order by b.venue_id) filter (where b.visited and b.venue_id is not null), '{}'),
       coalesce(array_agg(distinct b.venue_id order by b.venue_id) filter (where b.venue_id is not null), '{}')
  from unnest(of_contact_ids) as asked (contact_id)
  left join booking b
    on b.company_id = of_company_id and b.contact_id = asked.contact_id
       and (at_venue_id is null or b.venue_id = at_venue_id)
 group by asked.contact_id
 order by asked.contact_id
$$;

-- What was there before is counted anew, because others have to hear of it, too.
insert into statistics_rebuild (company_id, last_done_id)
select company_id, 0 from reservation
 union
select company_id, 0 from guestlist
    on conflict on constraint pk_statistics_rebuild do update set last_done_id = 0;
