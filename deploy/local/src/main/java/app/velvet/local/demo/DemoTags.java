package app.velvet.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The tags of the demo company, in categories. Makes only what is missing. */
final class DemoTags {

    private static final String TAGS = "/api/v1/settings/tags";
    private static final String CATEGORIES = "/api/v1/settings/tag_categories";
    private static final String TOP = "Preferences";

    private static final Map<String, List<String>> TAGS_BY_CATEGORY = new LinkedHashMap<>();

    static {
        TAGS_BY_CATEGORY.put("Music", List.of("House", "Hip-Hop", "Latin", "Open Format"));
        TAGS_BY_CATEGORY.put("Drinks", List.of("Champagne", "Tequila", "Whisky", "No Alcohol"));
        TAGS_BY_CATEGORY.put("Occasion", List.of("Birthday", "Bachelorette", "Corporate", "Regular"));
    }

    private final VelvetApi manager;

    DemoTags(VelvetApi manager) {
        this.manager = manager;
    }

    /** Makes them and returns the ids of all tags, in a fixed order. */
    List<Long> load() {
        createCategory(TOP, null);
        TAGS_BY_CATEGORY.keySet().forEach(name -> createCategory(name, TOP));
        TAGS_BY_CATEGORY.forEach((category, tags) -> tags.forEach(tag -> createTag(tag, category)));
        List<Long> ids = new ArrayList<>();
        TAGS_BY_CATEGORY.forEach((category, tags) -> tags.forEach(
                tag -> ids.add(tag(category, tag).orElseThrow().get("id").asLong())));
        return ids;
    }

    private void createCategory(String name, String parent) {
        if (category(name).isEmpty()) {
            ObjectNode body = VelvetApi.JSON.createObjectNode();
            ObjectNode category = body.putObject("tag_category").put("name", name);
            if (parent != null) {
                category.put(
                        "parent_id", category(parent).orElseThrow().get("id").asLong());
            }
            manager.create(CATEGORIES, "demo-tag-category-" + name, body);
        }
    }

    private void createTag(String name, String category) {
        if (tag(category, name).isEmpty()) {
            ObjectNode body = VelvetApi.JSON.createObjectNode();
            body.putObject("tag")
                    .put("name", name)
                    .put(
                            "tag_category_id",
                            category(category).orElseThrow().get("id").asLong());
            manager.create(TAGS, "demo-tag-" + name.replace(' ', '-'), body);
        }
    }

    private Optional<JsonNode> tag(String category, String name) {
        return category(category).flatMap(found -> named(found.get("tags"), name));
    }

    private Optional<JsonNode> category(String name) {
        return named(manager.get(TAGS), name);
    }

    private static Optional<JsonNode> named(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(element -> element.get("name").asText().equals(name))
                .findFirst();
    }
}
