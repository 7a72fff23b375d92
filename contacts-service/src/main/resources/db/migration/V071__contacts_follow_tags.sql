-- Contacts follow the end of a tag as all else follows what it hangs on; what is left to do of removed tags goes on so. The
-- table stays for replicas of before, which remove tags by it: what they put there is handed on.
lock table tag_removal in access exclusive mode;

create function hand_on_tag_removal() returns trigger language plpgsql as $$
begin
    insert into derived_change (company_id, id, origin_class, origin_id, dependants, actor_id, requested_at, last_done_id,
                                retries, due_at)
    select company_id, nextval('derived_change_id'), 'Tag', tag_id, 'Contact', actor_id, removed_at, last_done_id, retries,
           due_at
      from tag_removal;
    delete from tag_removal;
    return null;
end
$$;

create trigger hand_on_tag_removal after insert on tag_removal
    for each statement execute function hand_on_tag_removal();

insert into tag_removal select * from tag_removal where false;
