-- What is known of promoters beside what is known of everybody.
alter table users add column address varchar(255);
alter table users add column personal_website varchar(255);
alter table users add column promoter_company varchar(255);
alter table users add column start_date date;
