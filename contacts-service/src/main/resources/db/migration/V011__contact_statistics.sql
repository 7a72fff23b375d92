-- What follows from the bookings of a contact, and from the logs about it (last_update). A contact without a row has none.
create table contact_statistics (
    company_id         bigint   not null,
    contact_id         bigint   not null,
    total_spent        numeric  not null default 0,
    average_spent      numeric  not null default 0,
    highest_spent      numeric  not null default 0,
    total_comp         numeric  not null default 0,
    reservations_count integer  not null default 0,
    campaigns_count    integer  not null default 0,
    guestlists_count   integer  not null default 0,
    no_shows           integer  not null default 0,
    cancellations      integer  not null default 0,
    last_reservation   date,
    last_visit         date,
    last_update        timestamptz,
    visited_venue_ids  bigint[] not null default '{}',
    constraint pk_contact_statistics primary key (company_id, contact_id),
    constraint fk_contact_statistics_contact foreign key (company_id, contact_id) references contact (company_id, id)
        on delete cascade
);

-- What the bookings of contacts come to, all of them or only those at one venue: a row for each of the contacts.
create function booking_totals(of_company_id bigint, of_contact_ids bigint[], at_venue_id bigint)
    returns table (contact_id bigint, total_spent numeric, average_spent numeric, highest_spent numeric,
                   total_comp numeric, reservations_count integer, guestlists_count integer, no_shows integer,
                   cancellations integer, last_reservation date, last_visit date, visited_venue_ids bigint[])
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
       coalesce(array_agg(distinct b.venue_id order by b.venue_id) filter (where b.visited and b.venue_id is not null), '{}')
  from unnest(of_contact_ids) as asked (contact_id)
  left join booking b
    on b.company_id = of_company_id and b.contact_id = asked.contact_id
       and (at_venue_id is null or b.venue_id = at_venue_id)
 group by asked.contact_id
 order by asked.contact_id
$$;
