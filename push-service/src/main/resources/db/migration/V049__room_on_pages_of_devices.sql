-- Each push moves its device's limits on, and a broadcast those of all devices on a page at once: where the page has room for
-- another version of each row, no index has to learn of that.
alter table device set (fillfactor = 45);
