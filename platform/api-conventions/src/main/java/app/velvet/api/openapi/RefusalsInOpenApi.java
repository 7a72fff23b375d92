package app.velvet.api.openapi;

import app.velvet.api.error.Refusal;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/** Adds to each operation the answers that {@link RefusedWith} names: one per status, with every message it can have. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class RefusalsInOpenApi implements OASFilter {

    private static final DotName REFUSED_WITH = DotName.createSimple(RefusedWith.class);

    private final IndexView index;

    public RefusalsInOpenApi(IndexView index) {
        this.index = index;
    }

    @Override
    public Operation filterOperation(Operation operation) {
        annotations(operation.getOperationId())
                .flatMap(annotation -> Arrays.stream(annotation.value().asClassArray()))
                .distinct()
                .flatMap(RefusalsInOpenApi::refusals)
                .sorted(Comparator.comparingInt(Refusal::status))
                .forEach(refusal -> add(refusal, operation));
        return operation;
    }

    /** @param operationId class and method, as {@code mp.openapi.extensions.smallrye.operationIdStrategy} has it */
    private Stream<AnnotationInstance> annotations(String operationId) {
        return index.getAnnotations(REFUSED_WITH).stream().filter(annotation -> isOf(annotation.target(), operationId));
    }

    private static boolean isOf(AnnotationTarget target, String operationId) {
        return target.kind() == AnnotationTarget.Kind.CLASS
                ? operationId.startsWith(target.asClass().simpleName() + "_")
                : operationId.equals(id(target.asMethod()));
    }

    private static String id(MethodInfo method) {
        return method.declaringClass().simpleName() + "_" + method.name();
    }

    private static Stream<Refusal> refusals(Type type) {
        try {
            var constants = Class.forName(
                            type.name().toString(), true, Thread.currentThread().getContextClassLoader())
                    .getEnumConstants();
            return Arrays.stream(constants).map(Refusal.class::cast);
        } catch (ClassNotFoundException notAnEnumOfOurs) {
            throw new IllegalStateException(notAnEnumOfOurs);
        }
    }

    private static void add(Refusal refusal, Operation operation) {
        var status = String.valueOf(refusal.status());
        var responses = operation.getResponses();
        if (!responses.hasAPIResponse(status)) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().description(refusal.message()));
            return;
        }
        var response = responses.getAPIResponse(status);
        response.setDescription(response.getDescription() + " · " + refusal.message());
    }
}
