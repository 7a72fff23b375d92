-- The name of the image, from which its URLs are made.
alter table contact add column avatar varchar(64);
