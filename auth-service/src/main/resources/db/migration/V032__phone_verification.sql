-- The code that a user was sent last to prove that a number is his.
create table phone_verification (
    company_id bigint       not null,
    user_id    bigint       not null,
    phone      varchar(32)  not null,
    code_hash  varchar(255) not null,
    tries      int          not null,
    expires_at timestamptz  not null,
    constraint pk_phone_verification primary key (company_id, user_id),
    constraint fk_phone_verification_users foreign key (company_id, user_id) references users (company_id, id)
);

comment on column phone_verification.code_hash is
    'Argon2id: there are only a million codes, and who reads them here must not find one while it is good';

-- Finds those that have expired, to forget them.
create index ix_phone_verification_expires_at on phone_verification (expires_at);
