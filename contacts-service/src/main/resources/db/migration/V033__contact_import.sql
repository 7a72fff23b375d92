create sequence contact_import_id increment by 50;

-- Address books that users have uploaded, and how far they are imported.
create table contact_import (
    company_id  bigint      not null,
    id          bigint      not null,
    user_id     bigint      not null,
    state       text        not null,
    total       integer     not null,
    imported    integer     not null,
    skipped     integer     not null,
    failed      integer     not null,
    reasons     jsonb       not null,
    position    bigint      not null,
    lease       integer     not null,
    retries     integer     not null,
    alone       integer     not null,
    due_at      timestamptz not null,
    created_at  timestamptz not null,
    finished_at timestamptz,
    constraint pk_contact_import primary key (company_id, id)
);

comment on column contact_import.position is 'All cards that end before this byte of the file are done';
comment on column contact_import.lease is 'Whose it is until it is due again: each one who takes it up counts on';

comment on column contact_import.alone is 'How many cards are tried one by one, since a batch of them has failed';

-- Across companies: whatever waits longest is gone on with first.
create index ix_contact_import_due on contact_import (due_at) where finished_at is null;

-- Finds what is old enough to be forgotten.
create index ix_contact_import_finished on contact_import (finished_at) where finished_at is not null;

-- The files, until they are imported.
create table contact_import_chunk (
    company_id bigint  not null,
    import_id  bigint  not null,
    number     integer not null,
    content    bytea   not null,
    constraint pk_contact_import_chunk primary key (company_id, import_id, number),
    constraint fk_contact_import_chunk_import foreign key (company_id, import_id)
        references contact_import (company_id, id) on delete cascade
);
