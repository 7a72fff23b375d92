package app.velvet.contacts.tag;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A category as it is answered and published.
 *
 * @param ancestry {@code parentId} as a text; both null at the top of the tree
 * @param tags in id order
 */
record TagCategoryView(long id, String name, long companyId, String ancestry, Long parentId, List<TagOfCategory> tags) {

    record TagOfCategory(long id, String name) {}

    static TagCategoryView of(TagCategory category, List<Tag> tags) {
        return of(
                category.id(),
                category.name(),
                category.companyId(),
                category.parentId(),
                tags.stream()
                        .map(tag -> new TagOfCategory(tag.id(), tag.name()))
                        .toList());
    }

    static TagCategoryView of(long id, String name, long companyId, Long parentId, List<TagOfCategory> tags) {
        return new TagCategoryView(id, name, companyId, parentId == null ? null : parentId.toString(), parentId, tags);
    }

    /** @param tags those of all these categories, in id order */
    static List<TagCategoryView> of(List<TagCategory> categories, List<Tag> tags) {
        var tagsOf = tags.stream().collect(Collectors.groupingBy(Tag::tagCategoryId));
        return categories.stream()
                .map(category -> of(category, tagsOf.getOrDefault(category.id(), List.of())))
                .toList();
    }
}
