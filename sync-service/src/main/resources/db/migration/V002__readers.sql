-- What each user may see, in the feed's terms, as of the feed's clock.
create table feed_reader (
    company_id bigint not null,
    user_id    bigint not null,
    keys       text[] not null,
    grants     text[] not null,
    constraint pk_feed_reader primary key (company_id, user_id)
);

-- When what a user may see of a class last changed.
create table feed_scope_change (
    company_id bigint      not null,
    user_id    bigint      not null,
    class_name text        not null,
    changed_at timestamptz not null,
    constraint pk_feed_scope_change primary key (company_id, user_id, class_name)
);
