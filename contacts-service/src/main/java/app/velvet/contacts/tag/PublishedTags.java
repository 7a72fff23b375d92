package app.velvet.contacts.tag;

import app.velvet.contacts.query.StoredJson;
import app.velvet.contacts.tag.TagCategoryView.TagOfCategory;
import app.velvet.events.Action;
import app.velvet.events.ChangeEvent;
import app.velvet.events.relay.PublishedClass;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Tags and their categories as they were last published. */
@ApplicationScoped
public class PublishedTags {

    private final StoredJson json;

    PublishedTags(StoredJson json) {
        this.json = json;
    }

    /** What others refer to first. */
    public List<PublishedClass> classes() {
        return List.of(new Categories(), new Tags());
    }

    private static final class Tags implements PublishedClass {

        @Override
        public String name() {
            return TagChanges.TAG;
        }

        @Override
        public String query() {
            return "select * from tag where company_id = ? and id > ? order by id";
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            var tag = new TagView(
                    row.getLong("id"),
                    row.getString("name"),
                    row.getLong("company_id"),
                    row.getLong("tag_category_id"));
            return TagChanges.of(Action.UPDATE, tag, null);
        }
    }

    private final class Categories implements PublishedClass {

        @Override
        public String name() {
            return TagChanges.TAG_CATEGORY;
        }

        @Override
        public String query() {
            return """
                    select c.*, (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.id), '[]')
                                   from tag t where t.company_id = c.company_id and t.tag_category_id = c.id) as tags
                      from tag_category c where c.company_id = ? and c.id > ? order by c.id
                    """;
        }

        @Override
        public ChangeEvent read(ResultSet row) throws SQLException {
            var category = TagCategoryView.of(
                    row.getLong("id"),
                    row.getString("name"),
                    row.getLong("company_id"),
                    row.getObject("parent_id", Long.class),
                    json.readList(row.getString("tags"), TagOfCategory.class));
            return TagChanges.of(Action.UPDATE, category, null);
        }
    }
}
