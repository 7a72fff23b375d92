-- By one: the order of ids is the order in which notifications came into being.
create sequence notification_id;

create table notification (
    company_id  bigint      not null,
    id          bigint      not null default nextval('notification_id'),
    user_id     bigint      not null,
    sender_id   bigint,
    sender_type text,
    title       text,
    message     text        not null,
    read        boolean     not null default false,
    created_at  timestamptz not null,
    constraint pk_notification primary key (company_id, id)
);

-- A user's own, newest first, and how many of them are unread.
create index ix_notification_user on notification (company_id, user_id, id);
create index ix_notification_unread on notification (company_id, user_id, id) where not read;
