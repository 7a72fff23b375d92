package app.velvet.api.openapi;

import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.parameters.FieldSchemas;
import app.velvet.api.parameters.Fields;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.IndexView;

/**
 * Adds to each operation the parameters that {@link Accepts} names: those of reading in the query, as most clients send them,
 * those of writing in the body. Either place is good for all of them.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class AcceptedInOpenApi implements OASFilter {

    private static final Set<HttpMethod> WRITING = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);
    private static final List<String> BODY_TYPES =
            List.of("application/json", "application/x-www-form-urlencoded", "multipart/form-data");

    private final AnnotatedOperations operations;

    public AcceptedInOpenApi(IndexView index) {
        operations = new AnnotatedOperations(index);
    }

    @Override
    public PathItem filterPathItem(PathItem path) {
        path.getOperations().forEach(this::document);
        return path;
    }

    private void document(HttpMethod method, Operation operation) {
        if (operations
                .annotations(HonoursIdempotencyKey.class, operation)
                .findAny()
                .isPresent()) {
            operation.addParameter(idempotencyKey());
        }
        var accepted = accepted(operation);
        if (accepted.getProperties().isEmpty()) {
            return;
        }
        if (WRITING.contains(method)) {
            operation.setRequestBody(OASFactory.createRequestBody().content(inAnyType(accepted)));
        } else {
            accepted.getProperties()
                    .forEach((name, field) -> operation.addParameter(inQuery(name, field, isRequired(name, accepted))));
        }
    }

    private Schema accepted(Operation operation) {
        var all = OASFactory.createSchema().addType(SchemaType.OBJECT).properties(new LinkedHashMap<>());
        operations
                .annotations(Accepts.class, operation)
                .map(AcceptedInOpenApi::schema)
                .forEach(one -> {
                    one.getProperties().forEach(all::addProperty);
                    Objects.requireNonNullElse(one.getRequired(), List.<String>of())
                            .forEach(all::addRequired);
                });
        return all;
    }

    private static Schema schema(AnnotationInstance accepts) {
        var reader = accepts.value("reader") == null
                ? "read"
                : accepts.value("reader").asString();
        var within =
                accepts.value("within") == null ? "" : accepts.value("within").asString();
        var type = AnnotatedOperations.load(accepts.value().asClass());
        var fields = FieldSchemas.of(reader(type, reader));
        return within.isEmpty()
                ? fields
                : OASFactory.createSchema().properties(Map.of(within, fields)).required(List.of(within));
    }

    private static Function<Fields, Object> reader(Class<?> type, String name) {
        try {
            var reader = type.getDeclaredMethod(name, Fields.class);
            reader.setAccessible(true);
            return fields -> call(reader, fields);
        } catch (NoSuchMethodException noReader) {
            throw new IllegalStateException("@Accepts names no reader", noReader);
        }
    }

    private static Object call(Method reader, Fields fields) {
        try {
            return reader.invoke(null, fields);
        } catch (IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException("%s cannot read a request that says nothing".formatted(reader), failed);
        }
    }

    private static Content inAnyType(Schema accepted) {
        var content = OASFactory.createContent();
        BODY_TYPES.forEach(
                type -> content.addMediaType(type, OASFactory.createMediaType().schema(accepted)));
        return content;
    }

    private static Parameter inQuery(String name, Schema field, boolean required) {
        var types = Objects.requireNonNullElse(field.getType(), List.<SchemaType>of());
        var parameter = OASFactory.createParameter()
                .in(Parameter.In.QUERY)
                .name(types.contains(SchemaType.ARRAY) ? name + "[]" : name)
                .schema(field)
                .required(required);
        return types.contains(SchemaType.OBJECT)
                ? parameter.style(Parameter.Style.DEEPOBJECT).explode(true)
                : parameter;
    }

    private static Parameter idempotencyKey() {
        return OASFactory.createParameter()
                .in(Parameter.In.HEADER)
                .name(Idempotency.HEADER)
                .description(
                        "Makes a repetition harmless: for a day the same key and parameters get the first answer again.")
                .schema(OASFactory.createSchema().addType(SchemaType.STRING).maxLength(Idempotency.LONGEST_KEY));
    }

    private static boolean isRequired(String name, Schema accepted) {
        return accepted.getRequired() != null && accepted.getRequired().contains(name);
    }
}
