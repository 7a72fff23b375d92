-- auth-service's public keys as they were last seen, so that a restart needs no auth-service.
create table verification_key (
    key_id text not null,
    jwk    text not null,
    constraint pk_verification_key primary key (key_id)
);
