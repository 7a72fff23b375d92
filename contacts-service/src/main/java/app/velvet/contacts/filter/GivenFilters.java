package app.velvet.contacts.filter;

import app.velvet.api.parameters.Fields;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/** The filters of a pattern as a client spells them. */
@RegisterForReflection
record GivenFilters(@JsonValue List<Map<String, Object>> filters) {

    static final GivenFilters NONE = new GivenFilters(List.of());

    private static final int MOST_FILTERS = 30;
    private static final int LONGEST_VALUES = 50_000;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    GivenFilters {}

    static GivenFilters read(Fields fields, String name) {
        var given = fields.trees(name, GivenFilter::read);
        if (given == null) {
            return NONE;
        }
        if (given.size() > MOST_FILTERS) {
            fields.reject(name, "has more than " + MOST_FILTERS + " entries");
        }
        var filters = new GivenFilters(given);
        if (filters.lengthOfValues() > LONGEST_VALUES) {
            fields.reject(name, "is too long (maximum is " + LONGEST_VALUES + " characters)");
        }
        return filters;
    }

    List<Filter> normalised() {
        return filters.stream().map(GivenFilter::normalised).toList();
    }

    private int lengthOfValues() {
        return filters.stream()
                .map(filter -> filter.get(GivenFilter.VALUE))
                .mapToInt(value -> value.toString().length())
                .sum();
    }
}
