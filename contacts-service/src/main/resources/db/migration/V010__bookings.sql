-- What venues-service publishes, as far as it is needed here.

create table venue (
    company_id bigint not null,
    id         bigint not null,
    time_zone  text   not null,
    constraint pk_venue primary key (company_id, id)
);

create table event (
    company_id bigint not null,
    id         bigint not null,
    venue_id   bigint not null,
    name       text,
    date       date   not null,
    start_time time   not null,
    end_time   time   not null,
    constraint pk_event primary key (company_id, id)
);

create table reservation (
    company_id    bigint  not null,
    id            bigint  not null,
    contact_id    bigint  not null,
    event_id      bigint  not null,
    event_name    text,
    event_date    date    not null,
    venue_id      bigint,
    user_id       bigint,
    stage         text    not null,
    status        text    not null,
    closed_out    boolean not null,
    spent         numeric not null,
    comp          numeric not null,
    audience      text[]  not null,
    constraint pk_reservation primary key (company_id, id)
);

create index ix_reservation_contact on reservation (company_id, contact_id);

create table guestlist (
    company_id bigint  not null,
    id         bigint  not null,
    contact_id bigint  not null,
    event_id   bigint  not null,
    event_name text,
    event_date date    not null,
    venue_id   bigint,
    user_id    bigint,
    stage      text    not null,
    status     text    not null,
    closed_out boolean not null,
    guests     integer not null,
    audience   text[]  not null,
    constraint pk_guestlist primary key (company_id, id)
);

create index ix_guestlist_contact on guestlist (company_id, contact_id);

-- Whatever takes a contact to an event. Money and comp count from the close-out on; a contact came to what was won and
-- completed or closed out. The end of an event that is not known here yet is taken for later than it can be.
create view booking as
select b.*,
       b.stage in ('lead', 'prospect', 'opportunity', 'win') and not b.closed_out as unfinished,
       b.stage = 'win' and (b.closed_out or b.status = 'completed') as visited,
       coalesce((e.date + case when e.end_time > e.start_time then 0 else 1 end + e.end_time) at time zone v.time_zone,
                (b.event_date + 2)::timestamp at time zone 'UTC') as ends_at
  from (select company_id, contact_id, 'Reservation' as class_name, id, event_id, event_date, venue_id, stage, status,
               closed_out,
               case when closed_out then spent end as spent,
               case when closed_out then comp end as comp
          from reservation
        union all
        select company_id, contact_id, 'Guestlist', id, event_id, event_date, venue_id, stage, status, closed_out,
               null, null
          from guestlist) b
  left join event e on e.company_id = b.company_id and e.id = b.event_id
  left join venue v on v.company_id = b.company_id and v.id = b.venue_id;
