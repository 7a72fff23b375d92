-- Whether guests can be put down, and tables booked, for an event.
alter table event
    add guestlist_sales boolean not null default true,
    add reservation_sales boolean not null default true;
