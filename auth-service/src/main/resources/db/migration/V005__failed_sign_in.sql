-- Failures to sign in, as long as they count. Shared by all replicas, so that a guesser gains nothing by reaching several.
create table failed_sign_in (
    address   varchar(64) not null,
    account   bytea       not null,
    failed_at timestamptz not null
);

comment on column failed_sign_in.account is 'SHA-256 of the email: what people mistype is not kept';

create index ix_failed_sign_in_address on failed_sign_in (address, failed_at);

-- Finds the failures that have ceased to count, to forget them.
create index ix_failed_sign_in_failed_at on failed_sign_in (failed_at);
