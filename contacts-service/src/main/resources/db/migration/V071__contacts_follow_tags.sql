-- Contacts follow the end of a tag as all else follows what it hangs on; what is left to do of removed tags goes on so. A replica
-- that does not know of this cannot remove a tag.
lock table tag_removal in access exclusive mode;

insert into derived_change (company_id, id, origin_class, origin_id, dependants, actor_id, requested_at, last_done_id, retries,
                            due_at)
select company_id, nextval('derived_change_id'), 'Tag', tag_id, 'Contact', actor_id, removed_at, last_done_id, retries, due_at
  from tag_removal;

drop table tag_removal;
