package app.velvet.contacts.contact;

import app.velvet.api.error.InvalidFieldsException;
import app.velvet.contacts.filter.Filter;
import app.velvet.contacts.filter.Filter.Inclusion;
import app.velvet.contacts.query.Conditions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Narrows a query for contacts {@code c} by filters. None of the fields is a private detail; of qualifications only those
 * count that the reader may read, else he would learn of the others.
 */
final class ContactFilters {

    private static final String TAG = "tag";
    private static final String OWNER = "owner";
    private static final String VENUE = "venue";
    private static final String QUALIFICATION = "qualification";
    private static final Set<String> BESIDE_FIELDS = Set.of(TAG, OWNER, VENUE, QUALIFICATION);

    private final ContactAccess access;
    private final Conditions conditions;

    ContactFilters(ContactAccess access, Conditions conditions) {
        this.access = access;
        this.conditions = conditions;
    }

    /** What hangs on contacts: rows of {@code entity}, which a condition calls by its first letter. */
    private record Hanging(String entity, String alias, String condition) {

        String contactIds() {
            return "select %2$s.contactId from %1$s %2$s where %2$s.companyId = :companyId and %3$s"
                    .formatted(entity, alias, condition);
        }

        /** An {@code id not in (…)} would be slow where there are many. */
        String isMissing() {
            return "not exists (select 1 from %1$s %2$s where %2$s.companyId = :companyId and %2$s.contactId = c.id and %3$s)"
                    .formatted(entity, alias, condition);
        }
    }

    /** @throws InvalidFieldsException if there is no such field, or it has no such values */
    void add(Filter filter) {
        if (filter.value().isEmpty()) {
            addWithoutValues(filter);
            return;
        }
        switch (filter.key()) {
            case TAG -> addTag(filter, ids(filter));
            case OWNER -> addHanging(filter, owner("userId", ids(filter)));
            case VENUE -> addVenue(filter, ids(filter));
            case QUALIFICATION -> addHanging(filter, qualification("status", statuses(filter)));
            default -> addField(filter);
        }
    }

    private void addField(Filter filter) {
        var field = field(filter);
        var values = values(filter, field::value);
        if (isIncluded(filter)) {
            conditions.add(field.path() + " in " + conditions.parameter(values));
        } else {
            conditions.add("(%s is null or %s)".formatted(field.path(), isOther(field, values)));
        }
    }

    /** What an index finds where next to all have these values: it knows what is, not what is not. */
    private String isOther(FilteredField field, List<?> values) {
        if (field.isEnumerated()) {
            var others = field.others(values);
            return others.isEmpty() ? "1 = 0" : field.path() + " in " + conditions.parameter(others);
        }
        return values.stream()
                .map(value -> "(%1$s < %2$s or %1$s > %2$s)".formatted(field.path(), conditions.parameter(value)))
                .collect(Collectors.joining(" and "));
    }

    private void addTag(Filter filter, List<Long> ids) {
        var tags = ids.stream()
                .map(id -> "cast(%s as Long)".formatted(conditions.parameter(id)))
                .collect(Collectors.joining(", ", "array(", ")"));
        // The index has who has a tag, not who has not.
        conditions.add((isIncluded(filter)
                        ? "array_intersects(c.tagIds, %s)"
                        : "not exists (select 1 from Contact t where t.companyId = :companyId and t.id = c.id and array_intersects(t.tagIds, %s))")
                .formatted(tags));
    }

    private void addVenue(Filter filter, List<Long> ids) {
        addHanging(filter, owner("venueId", ids), qualification("venueId", ids));
    }

    private void addHanging(Filter filter, Hanging... either) {
        if (isIncluded(filter)) {
            conditions.addSet(Stream.of(either).map(Hanging::contactIds).toList());
        } else {
            Stream.of(either).map(Hanging::isMissing).forEach(conditions::add);
        }
    }

    private Hanging owner(String field, List<?> values) {
        return new Hanging("ContactOwner", "o", "o." + field + " in " + conditions.parameter(values));
    }

    private Hanging qualification(String field, List<?> values) {
        return new Hanging(
                "ContactQualification",
                "q",
                "q." + field + " in " + conditions.parameter(values) + " and " + readableQualification());
    }

    private String readableQualification() {
        var scopes = access.readingQualifications();
        if (scopes.company()) {
            return "1 = 1";
        }
        var readable = Stream.<String>builder();
        if (scopes.self()) {
            readable.add(
                    "exists (select 1 from ContactOwner mine where mine.companyId = :companyId and mine.contactId = q.contactId and mine.userId = %s)"
                            .formatted(conditions.parameter(access.caller().userId())));
        }
        if (!scopes.venueIds().isEmpty()) {
            readable.add("q.venueId in " + conditions.parameter(scopes.venueIds()));
        }
        return scopes.isEmpty() ? "1 = 0" : readable.build().collect(Collectors.joining(" or ", "(", ")"));
    }

    /** None of no values is everything, and one of them nothing. */
    private void addWithoutValues(Filter filter) {
        if (!BESIDE_FIELDS.contains(filter.key())) {
            field(filter);
        }
        if (isIncluded(filter)) {
            conditions.exclude();
        }
    }

    private static FilteredField field(Filter filter) {
        return FilteredField.find(filter.key()).orElseThrow(() -> refused("has an unknown key: " + filter.key()));
    }

    private static boolean isIncluded(Filter filter) {
        return filter.isIncluded() == Inclusion.IS;
    }

    private static List<Long> ids(Filter filter) {
        return values(filter, ContactFilters::id);
    }

    private static Optional<Long> id(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip())).filter(id -> id > 0);
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    private static List<QualificationStatus> statuses(Filter filter) {
        return values(
                filter,
                wireName -> Stream.of(QualificationStatus.values())
                        .filter(status -> status.wireName().equals(wireName))
                        .findAny());
    }

    private static <T> List<T> values(Filter filter, Function<String, Optional<T>> conversion) {
        return filter.value().stream()
                .map(value -> conversion
                        .apply(value)
                        .orElseThrow(
                                () -> refused("has a value that %s cannot have: %s".formatted(filter.key(), value))))
                .toList();
    }

    private static InvalidFieldsException refused(String problem) {
        return new InvalidFieldsException(ContactCriteria.FILTER_ID, problem);
    }
}
