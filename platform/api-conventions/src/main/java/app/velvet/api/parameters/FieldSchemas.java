package app.velvet.api.parameters;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * Takes down what a reader of fields asks for instead of reading it, so that the documentation of what an endpoint accepts
 * comes from the reader itself. To the reader it looks like a request that says nothing.
 */
public final class FieldSchemas extends Fields {

    private final boolean answersHas;
    private final Set<String> required;
    private final Schema schema;

    private FieldSchemas(boolean answersHas, Set<String> required, Schema schema) {
        super(Parameters.NONE, null, new LinkedHashMap<>());
        this.answersHas = answersHas;
        this.required = required;
        this.schema = schema;
    }

    /** An object with the fields that a reader asks for, whichever of them are there. */
    public static Schema of(Function<Fields, ?> reader) {
        var schema = object();
        var withAll = required(reader, true, schema);
        var withNothing = required(reader, false, schema);
        withAll.retainAll(withNothing);
        return withAll.isEmpty() ? schema : schema.required(List.copyOf(withAll));
    }

    private static Set<String> required(Function<Fields, ?> reader, boolean answersHas, Schema schema) {
        var required = new LinkedHashSet<String>();
        reader.apply(new FieldSchemas(answersHas, required, schema));
        return required;
    }

    @Override
    public boolean has(String name) {
        return answersHas;
    }

    @Override
    public boolean isFilled(String name) {
        return answersHas;
    }

    @Override
    public void reject(String name, String problem) {
        // There is nothing wrong with what is not read.
    }

    @Override
    public String text(String name, int maxLength) {
        return add(name, ofType(SchemaType.STRING).maxLength(maxLength));
    }

    @Override
    public String requiredText(String name, int maxLength) {
        text(name, maxLength);
        return require(name);
    }

    @Override
    public Long id(String name) {
        return add(name, id());
    }

    @Override
    public Long requiredId(String name) {
        id(name);
        return require(name);
    }

    @Override
    public Integer integer(String name, int min, int max) {
        return add(
                name,
                ofType(SchemaType.INTEGER).minimum(BigDecimal.valueOf(min)).maximum(BigDecimal.valueOf(max)));
    }

    @Override
    public Double decimal(String name) {
        return add(name, ofType(SchemaType.NUMBER));
    }

    @Override
    public Boolean bool(String name) {
        return add(name, ofType(SchemaType.BOOLEAN));
    }

    @Override
    public boolean bool(String name, boolean otherwise) {
        add(name, ofType(SchemaType.BOOLEAN).defaultValue(otherwise));
        return otherwise;
    }

    @Override
    public LocalDate date(String name) {
        return add(name, ofType(SchemaType.STRING).format("date"));
    }

    @Override
    public Instant timestamp(String name) {
        return add(name, ofType(SchemaType.STRING).format("date-time"));
    }

    @Override
    public String email(String name) {
        return add(name, ofType(SchemaType.STRING).format("email"));
    }

    @Override
    public String phone(String name) {
        return add(name, ofType(SchemaType.STRING));
    }

    @Override
    public <E extends Enum<E> & WireName> E oneOf(String name, Class<E> values) {
        var names =
                Arrays.stream(values.getEnumConstants()).map(WireName::wireName).toList();
        return add(name, ofType(SchemaType.STRING).enumeration(new ArrayList<>(names)));
    }

    @Override
    public List<Long> ids(String name) {
        return add(name, arrayOf(id()));
    }

    @Override
    public List<Long> idsOrCommaSeparated(String name) {
        return ids(name);
    }

    @Override
    public List<String> texts(String name, int maxLength) {
        return add(name, arrayOf(ofType(SchemaType.STRING).maxLength(maxLength)));
    }

    @Override
    public <T> T tree(String name, Function<Fields, T> reader) {
        return add(name, of(reader));
    }

    @Override
    public <T> T requiredTree(String name, Function<Fields, T> reader) {
        tree(name, reader);
        return require(name);
    }

    @Override
    public <T> List<T> trees(String name, Function<Fields, T> reader) {
        return add(name, arrayOf(of(reader)));
    }

    @Override
    public FilePart file(String name) {
        return add(name, ofType(SchemaType.STRING).format("binary"));
    }

    @Override
    public Object fileOrText(String name) {
        return file(name);
    }

    @Override
    public Object raw(String name) {
        return add(name, OASFactory.createSchema());
    }

    @Override
    public <T> FieldPatch<T> patch(String name, BiFunction<Fields, String, T> reader) {
        // It may be absent, even if it may not be cleared.
        reader.apply(new FieldSchemas(answersHas, new LinkedHashSet<>(), schema), name);
        return answersHas ? FieldPatch.given(null) : FieldPatch.absent();
    }

    /** What a field is said to be last counts: an email is first read as a text. */
    private <T> T add(String name, Schema field) {
        var known =
                schema.getProperties() == null ? null : schema.getProperties().get(name);
        if (known != null && field.getMaxLength() == null) {
            field.setMaxLength(known.getMaxLength());
        }
        schema.addProperty(name, field);
        return null;
    }

    private <T> T require(String name) {
        required.add(name);
        return null;
    }

    private static Schema object() {
        return ofType(SchemaType.OBJECT).properties(Map.of());
    }

    private static Schema arrayOf(Schema items) {
        return ofType(SchemaType.ARRAY).items(items);
    }

    private static Schema id() {
        return ofType(SchemaType.INTEGER).format("int64").minimum(BigDecimal.ONE);
    }

    private static Schema ofType(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
