-- Filters: of a field's rare value the contacts, in the order in which they are listed; of any value their number without the
-- contacts themselves.
create index ix_contact_state on contact (company_id, state, id);
create index ix_contact_gender on contact (company_id, gender, id);
create index ix_contact_status on contact (company_id, status, id);
create index ix_contact_body_type on contact (company_id, body_type, id);
create index ix_contact_hair_color on contact (company_id, hair_color, id);
create index ix_contact_eye_color on contact (company_id, eye_color, id);
create index ix_contact_height on contact (company_id, height, id);
create index ix_contact_industry on contact (company_id, industry, id);
create index ix_contact_ethnicity on contact (company_id, ethnicity, id);
create index ix_contact_sexual_preference on contact (company_id, sexual_preference, id);
create index ix_contact_country on contact (company_id, country, id);
create index ix_contact_region on contact (company_id, region, id);
create index ix_contact_city on contact (company_id, city, id);

create index ix_contact_qualification_status on contact_qualification (company_id, status, contact_id);
