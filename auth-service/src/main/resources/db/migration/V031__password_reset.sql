-- Mails that somebody asked for to reset a password, until they are delivered. By the address as it was typed: whether anybody
-- has it is looked up when the mail is sent, so that asking takes the same time for every address.
create table password_reset (
    id         bigint       generated always as identity,
    email      varchar(255) not null,
    tries      int          not null default 0,
    due_at     timestamptz  not null,
    expires_at timestamptz  not null,
    constraint pk_password_reset primary key (id)
);

create index ix_password_reset_due_at on password_reset (due_at);

-- Finds those that a newer one or another password makes void.
create index ix_password_reset_email on password_reset (lower(email));

-- Several may be good at once: those of all tries to deliver the one mail.
create table reset_token (
    hash              varchar(64) not null,
    company_id        bigint      not null,
    user_id           bigint      not null,
    password_reset_id bigint      not null,
    expires_at        timestamptz not null,
    constraint pk_reset_token primary key (hash),
    constraint fk_reset_token_users foreign key (company_id, user_id) references users (company_id, id)
);

comment on column reset_token.hash is 'SHA-256 of the token: a token is 256 bits at random, which nobody finds by trying';

create index ix_reset_token_user on reset_token (company_id, user_id);

-- Finds those that have expired, to forget them.
create index ix_reset_token_expires_at on reset_token (expires_at);

-- A trigger, so that no way of changing a password, of moving an account to another address or of closing it can forget it.
create function void_password_resets() returns trigger language plpgsql as $$
begin
    delete from reset_token where company_id = old.company_id and user_id = old.id;
    delete from password_reset where lower(email) = lower(old.email);
    return null;
end
$$;

create trigger tr_users_void_password_resets after update of email, password, active on users
    for each row when ((old.email, old.password, old.active) is distinct from (new.email, new.password, new.active))
    execute function void_password_resets();
