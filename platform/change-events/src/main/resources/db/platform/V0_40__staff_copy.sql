-- What this service knows of the staff, from auth-service's changes.
create table staff_member (
    company_id         bigint      not null,
    id                 bigint      not null,
    first_name         text,
    last_name          text,
    title              text,
    department_name    text,
    active             boolean     not null,
    -- auth-service's list of ended access says that he is shut out, and the change that says so has not come yet
    shut_out           boolean     not null default false,
    promoter           boolean     not null,
    service            boolean     not null,
    home_venue_id      bigint,
    permissions_struct jsonb       not null,
    applied_at         timestamptz not null default clock_timestamp(),
    constraint pk_staff_member primary key (company_id, id)
);

create table staff_company (
    company_id bigint      not null,
    name       text        not null,
    time_zone  text        not null,
    active     boolean     not null,
    shut_out   boolean     not null default false,
    applied_at timestamptz not null default clock_timestamp(),
    constraint pk_staff_company primary key (company_id)
);

-- Sessions that have ended although their tokens have not expired yet.
create table staff_session_end (
    company_id bigint      not null,
    id         bigint      not null,
    user_id    bigint      not null,
    expires_at timestamptz not null,
    constraint pk_staff_session_end primary key (company_id, id)
);

create index ix_staff_session_end_user on staff_session_end (company_id, user_id);

-- Up to which of auth-service's changes the copy of a company is.
create table staff_progress (
    company_id bigint not null,
    epoch      text   not null,
    sequence   bigint not null,
    constraint pk_staff_progress primary key (company_id)
) with (fillfactor = 50);

-- Where to go on reading auth-service's list of ended access: one row.
create table staff_ended_access_cursor (
    only_row boolean not null default true,
    cursor   text,
    constraint pk_staff_ended_access_cursor primary key (only_row),
    constraint ck_staff_ended_access_cursor_one_row check (only_row)
);

insert into staff_ended_access_cursor (cursor) values (null);
