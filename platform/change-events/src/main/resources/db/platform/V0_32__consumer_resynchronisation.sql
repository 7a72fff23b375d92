-- True from the first change of a later epoch until the one that ends its snapshot: the publishing database was restored
-- from a backup and says again what it has.
alter table consumer_sequence add column resynchronising boolean not null default false;

-- What was named meanwhile. Whatever else a consumer holds of the company and topic is gone.
create table consumer_named (
    company_id bigint not null,
    consumer   text   not null,
    topic      text   not null,
    class_name text   not null,
    entity_id  bigint not null,
    constraint pk_consumer_named primary key (company_id, consumer, topic, class_name, entity_id)
);
