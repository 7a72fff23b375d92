package app.velvet.contacts.tag;

import app.velvet.api.permission.Audience;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import java.util.Set;

/** Tags and their categories as they are published: to the whole company. */
final class TagChanges {

    static final String TAG = "Tag";
    static final String TAG_CATEGORY = "TagCategory";

    private static final Set<Audience> EVERYONE = Set.of(Audience.company());

    private TagChanges() {}

    static ChangeEvent of(Action action, TagView tag, Long actorId) {
        return new ChangeEvent(
                tag.companyId(), TAG, tag.id(), action, action == Action.DESTROY ? null : tag, EVERYONE, actorId);
    }

    static ChangeEvent of(Action action, TagCategoryView category, Long actorId) {
        return new ChangeEvent(
                category.companyId(),
                TAG_CATEGORY,
                category.id(),
                action,
                action == Action.DESTROY ? null : category,
                EVERYONE,
                actorId);
    }
}
