package app.velvet.contacts.filter;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A filter pattern as its user sees it. */
record FilterPatternView(
        long id,
        String name,

        @Schema(description = "Each with what was given of `is_included`, `key` and `value`, as it came")
        List<Map<String, Object>> filters,

        @Schema(description = "The same in normal form") List<Filter> serializedFilters) {

    static FilterPatternView of(FilterPattern pattern) {
        return new FilterPatternView(
                pattern.id(),
                pattern.name(),
                pattern.filters().filters(),
                pattern.filters().normalised());
    }
}
