create extension if not exists pg_trgm;
create extension if not exists unaccent;
create extension if not exists btree_gin;

-- What search compares: no case, no accents. unaccent() itself is only stable, because its dictionary could be replaced;
-- with the dictionary named it does not change, and an index may be built on it.
create function search_form(words text) returns text
    language sql immutable strict parallel safe
    return lower(unaccent('unaccent'::regdictionary, words));

-- A LIKE pattern for exactly these words. Escaped last: an unaccented full-width sign is a wildcard, too.
create function search_pattern(before text, words text, after text) returns text
    language sql immutable strict parallel safe
    return before || replace(replace(replace(search_form(words), '\', '\\'), '%', '\%'), '_', '\_') || after;

create function contact_search_name(first_name text, last_name text) returns text
    language sql immutable parallel safe
    return search_form(coalesce(first_name, '') || ' ' || coalesce(last_name, ''));

create function phone_digits(phone text) returns text
    language sql immutable strict parallel safe
    return translate(phone, '+()- ', '');

-- The company comes first in the index, so that a search never reads another company's matches.
create index ix_contact_search_name on contact using gin (company_id, contact_search_name(first_name, last_name) gin_trgm_ops);
create index ix_contact_search_email on contact using gin (company_id, search_form(email) gin_trgm_ops);
create index ix_contact_search_phone on contact using gin (company_id, phone_digits(phone) gin_trgm_ops);
