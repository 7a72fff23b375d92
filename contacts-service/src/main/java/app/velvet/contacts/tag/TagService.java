package app.velvet.contacts.tag;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.contacts.derived.DerivedChanges;
import app.velvet.contacts.derived.Origin;
import app.velvet.contacts.derived.Origin.Aspect;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What can be done with tags. A category says which tags it has, so whoever changes a tag locks the tag, then its
 * categories, before reading what they say: else of two changes at once the later would publish a category without the
 * earlier's tag.
 */
@ApplicationScoped
public class TagService {

    /** The class whose end what carries tags follows. */
    public static final String CLASS_NAME = TagChanges.TAG;

    private final TagRepository tags;
    private final TagCategoryRepository categories;
    private final DerivedChanges derived;
    private final Outbox outbox;
    private final Idempotency idempotency;

    TagService(
            TagRepository tags,
            TagCategoryRepository categories,
            DerivedChanges derived,
            Outbox outbox,
            Idempotency idempotency) {
        this.tags = tags;
        this.categories = categories;
        this.derived = derived;
        this.outbox = outbox;
        this.idempotency = idempotency;
    }

    /**
     * To be asked in the transaction that gives these tags to something: they are not removed before its end, and a removal
     * that comes after it finds what it gave them to.
     *
     * @return fails with an {@link InvalidFieldsException} if the company has not all of these tags
     */
    public Uni<Void> requireKnown(long companyId, Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var wanted = Set.copyOf(ids);
        return tags.findForUse(companyId, wanted)
                .invoke(known -> {
                    if (known.size() < wanted.size()) {
                        throw new InvalidFieldsException("tag_ids", "is invalid");
                    }
                })
                .replaceWithVoid();
    }

    @WithTransaction
    Uni<TagView> create(Caller caller, NewTag tag) {
        caller.require(Right.MANAGE_COMPANY);
        return idempotency.once(caller, () -> created(caller, tag), TagView.class);
    }

    @WithTransaction
    Uni<TagView> update(Caller caller, long id, TagPatch patch) {
        caller.require(Right.MANAGE_COMPANY);
        return tags.requireForUpdate(caller.companyId(), id).chain(tag -> updated(caller, tag, patch));
    }

    /** Emits when the tag is gone; contacts that carry it lose it now or soon. */
    Uni<Void> delete(Caller caller, long id) {
        caller.require(Right.MANAGE_COMPANY);
        return remove(caller, id).chain(() -> derived.begin(origin(caller, id)));
    }

    @WithTransaction
    Uni<Void> remove(Caller caller, long id) {
        return tags.requireForUpdate(caller.companyId(), id).chain(tag -> removed(caller, tag));
    }

    private Uni<TagView> created(Caller caller, NewTag newTag) {
        return requireCategories(caller.companyId(), Set.of(newTag.tagCategoryId()))
                .chain(locked -> tags.add(new Tag(caller.companyId(), newTag.name(), newTag.tagCategoryId()))
                        .call(tag -> publish(Action.CREATE, tag, locked, caller)))
                .map(TagView::of);
    }

    private Uni<TagView> updated(Caller caller, Tag tag, TagPatch patch) {
        var before = TagView.of(tag);
        var categoryId = patch.tagCategoryId().over(tag.tagCategoryId());
        return requireCategories(caller.companyId(), Set.copyOf(List.of(tag.tagCategoryId(), categoryId)))
                .invoke(() -> tag.change(patch.name().over(tag.name()), categoryId))
                .chain(locked -> TagView.of(tag).equals(before)
                        ? Uni.createFrom().voidItem()
                        : publish(Action.UPDATE, tag, locked, caller))
                .map(done -> TagView.of(tag));
    }

    private Uni<Void> removed(Caller caller, Tag tag) {
        return requireCategories(caller.companyId(), Set.of(tag.tagCategoryId()))
                .call(() -> tags.remove(tag))
                .call(() -> derived.request(origin(caller, tag.id()), Set.of(Aspect.EXISTENCE), caller.userId()))
                .chain(locked -> publish(Action.DESTROY, tag, locked, caller));
    }

    private static Origin origin(Caller caller, long id) {
        return new Origin(caller.companyId(), CLASS_NAME, id);
    }

    private Uni<List<TagCategory>> requireCategories(long companyId, Set<Long> ids) {
        return categories.findForUpdate(companyId, ids).invoke(found -> {
            if (found.size() < ids.size()) {
                throw new InvalidFieldsException("tag_category_id", "is invalid");
            }
        });
    }

    /** The tag, and the categories that now say something else. */
    private Uni<Void> publish(Action action, Tag tag, List<TagCategory> changed, Caller caller) {
        return tags.inCategories(
                        caller.companyId(),
                        changed.stream().map(TagCategory::id).toList())
                .chain(tagsOfChanged -> {
                    var changes = new ArrayList<ChangeEvent>();
                    changes.add(TagChanges.of(action, TagView.of(tag), caller.userId()));
                    TagCategoryView.of(changed, tagsOfChanged)
                            .forEach(category -> changes.add(TagChanges.of(Action.UPDATE, category, caller.userId())));
                    return outbox.append(changes);
                });
    }
}
