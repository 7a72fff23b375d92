package app.velvet.api.openapi;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.Refusal;
import app.velvet.api.idempotency.HonoursIdempotencyKey;
import app.velvet.api.idempotency.IdempotencyError;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

/**
 * Adds to each operation the answers that refuse it, one per status with every message it can have: those that
 * {@link RefusedWith} names and those of every endpoint.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class RefusalsInOpenApi implements OASFilter {

    private static final List<Refusal> OF_EVERY_ENDPOINT = List.of(
            ApiError.INVALID_PARAMS,
            ApiError.TOKEN_REQUIRED,
            ApiError.NOT_PERMITTED,
            ApiError.NOT_ACCEPTABLE,
            ApiError.CONFLICT,
            ApiError.TOO_LARGE,
            ApiError.UNSUPPORTED_MEDIA_TYPE,
            ApiError.INVALID_TOKEN,
            ApiError.DEACTIVATED,
            ApiError.UNAVAILABLE);

    private static final String ERROR = "Error";
    private static final int FORBIDDEN = 403;

    private final AnnotatedOperations operations;

    public RefusalsInOpenApi(IndexView index) {
        operations = new AnnotatedOperations(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema(ERROR, error());
    }

    @Override
    public Operation filterOperation(Operation operation) {
        var byStatus = Stream.of(ofItsOwn(operation), ofKeys(operation), OF_EVERY_ENDPOINT.stream())
                .flatMap(refusals -> refusals)
                .collect(Collectors.groupingBy(
                        Refusal::status,
                        TreeMap::new,
                        Collectors.mapping(
                                Refusal::message,
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        all -> all.stream().distinct().collect(Collectors.joining(" · "))))));
        var responses = operation.getResponses();
        byStatus.forEach((status, messages) -> responses.addAPIResponse(String.valueOf(status), response(messages)));
        // Quarkus tells of it where a role is asked for.
        if (!byStatus.containsKey(FORBIDDEN)) {
            responses.removeAPIResponse(String.valueOf(FORBIDDEN));
        }
        return operation;
    }

    private Stream<Refusal> ofItsOwn(Operation operation) {
        return operations
                .annotations(RefusedWith.class, operation)
                .flatMap(annotation -> Arrays.stream(annotation.value().asClassArray()))
                .flatMap(RefusalsInOpenApi::refusals);
    }

    private Stream<Refusal> ofKeys(Operation operation) {
        return operations
                .annotations(HonoursIdempotencyKey.class, operation)
                .flatMap(annotation -> Arrays.stream(IdempotencyError.values()));
    }

    private static Stream<Refusal> refusals(Type type) {
        return Arrays.stream(AnnotatedOperations.load(type).getEnumConstants()).map(Refusal.class::cast);
    }

    private static APIResponse response(String messages) {
        var schema = OASFactory.createSchema().ref(ERROR);
        return OASFactory.createAPIResponse()
                .description(messages)
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/json", OASFactory.createMediaType().schema(schema)));
    }

    private static Schema error() {
        return ofType(SchemaType.OBJECT)
                .description("Why a request was refused. Some refusals say more in fields of their own.")
                .addProperty("status_code", ofType(SchemaType.INTEGER))
                .addProperty("message", ofType(SchemaType.STRING))
                .addProperty(
                        "errors",
                        ofType(SchemaType.OBJECT)
                                .description("What is wrong with which field")
                                .additionalPropertiesSchema(
                                        ofType(SchemaType.ARRAY).items(ofType(SchemaType.STRING))))
                .required(List.of("status_code", "message"))
                .additionalPropertiesBoolean(true);
    }

    private static Schema ofType(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
