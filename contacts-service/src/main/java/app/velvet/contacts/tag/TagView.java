package app.velvet.contacts.tag;

/** A tag as it is answered and published. */
record TagView(long id, String name, long companyId, long tagCategoryId) {

    static TagView of(Tag tag) {
        return new TagView(tag.id(), tag.name(), tag.companyId(), tag.tagCategoryId());
    }
}
