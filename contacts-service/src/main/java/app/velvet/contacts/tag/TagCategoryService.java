package app.velvet.contacts.tag;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What can be done with tag categories. A change of the tree locks all of a company's categories, so that two moves at once
 * cannot make a circle.
 */
@ApplicationScoped
class TagCategoryService {

    private final TagCategoryRepository categories;
    private final TagRepository tags;
    private final Outbox outbox;
    private final Idempotency idempotency;

    TagCategoryService(TagCategoryRepository categories, TagRepository tags, Outbox outbox, Idempotency idempotency) {
        this.categories = categories;
        this.tags = tags;
        this.outbox = outbox;
        this.idempotency = idempotency;
    }

    /** The next {@code limit} categories in id order, with their tags. */
    @WithSession
    Uni<List<TagCategoryView>> after(long id, int limit, Caller caller) {
        return categories
                .after(id, limit, caller.companyId())
                .chain(found -> tags.inCategories(
                                caller.companyId(),
                                found.stream().map(TagCategory::id).toList())
                        .map(tagsOfFound -> TagCategoryView.of(found, tagsOfFound)));
    }

    @WithTransaction
    Uni<TagCategoryView> create(Caller caller, NewTagCategory category) {
        caller.require(Right.MANAGE_COMPANY);
        return idempotency.once(caller, () -> created(caller, category), TagCategoryView.class);
    }

    @WithTransaction
    Uni<TagCategoryView> update(Caller caller, long id, TagCategoryPatch patch) {
        caller.require(Right.MANAGE_COMPANY);
        return categories.allForUpdate(caller.companyId()).chain(all -> updated(caller, id, patch, all));
    }

    @WithTransaction
    Uni<Void> delete(Caller caller, long id) {
        caller.require(Right.MANAGE_COMPANY);
        return categories.allForUpdate(caller.companyId()).chain(all -> deleted(caller, id, all));
    }

    private Uni<TagCategoryView> created(Caller caller, NewTagCategory newCategory) {
        return categories
                .allForUpdate(caller.companyId())
                .invoke(all -> requireParent(byId(all), newCategory.parentId()))
                .chain(() ->
                        categories.add(new TagCategory(caller.companyId(), newCategory.name(), newCategory.parentId())))
                .map(category -> TagCategoryView.of(category, List.of()))
                .call(view -> outbox.append(TagChanges.of(Action.CREATE, view, caller.userId())));
    }

    private Uni<TagCategoryView> updated(Caller caller, long id, TagCategoryPatch patch, List<TagCategory> all) {
        var categoriesById = byId(all);
        var category = require(categoriesById, id);
        var parentId = patch.parentId().over(category.parentId());
        requireParent(categoriesById, parentId);
        requireNoCircle(categoriesById, id, parentId);
        return tags.inCategories(caller.companyId(), List.of(id)).chain(itsTags -> {
            var before = TagCategoryView.of(category, itsTags);
            category.change(patch.name().over(category.name()), parentId);
            var after = TagCategoryView.of(category, itsTags);
            return after.equals(before)
                    ? Uni.createFrom().item(after)
                    : outbox.append(TagChanges.of(Action.UPDATE, after, caller.userId()))
                            .replaceWith(after);
        });
    }

    private Uni<Void> deleted(Caller caller, long id, List<TagCategory> all) {
        var category = require(byId(all), id);
        boolean hasChildren = all.stream().anyMatch(other -> category.id().equals(other.parentId()));
        return tags.inCategories(caller.companyId(), List.of(id))
                .invoke(itsTags -> {
                    if (hasChildren || !itsTags.isEmpty()) {
                        throw new RefusedException(TagError.CATEGORY_NOT_EMPTY);
                    }
                })
                .chain(() -> categories.remove(category))
                .map(removed -> TagCategoryView.of(category, List.of()))
                .chain(last -> outbox.append(TagChanges.of(Action.DESTROY, last, caller.userId())));
    }

    private static TagCategory require(Map<Long, TagCategory> categoriesById, long id) {
        var category = categoriesById.get(id);
        if (category == null) {
            throw new RefusedException(TagError.CATEGORY_NOT_FOUND, id);
        }
        return category;
    }

    private static void requireParent(Map<Long, TagCategory> categoriesById, Long parentId) {
        if (parentId != null && !categoriesById.containsKey(parentId)) {
            throw new InvalidFieldsException("parent_id", "is invalid");
        }
    }

    private static void requireNoCircle(Map<Long, TagCategory> categoriesById, long id, Long parentId) {
        for (var above = parentId;
                above != null;
                above = categoriesById.get(above).parentId()) {
            if (above == id) {
                throw new InvalidFieldsException("parent_id", "is invalid");
            }
        }
    }

    private static Map<Long, TagCategory> byId(List<TagCategory> categories) {
        return categories.stream().collect(Collectors.toMap(TagCategory::id, Function.identity()));
    }
}
