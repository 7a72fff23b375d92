package app.velvet.api.openapi;

import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/**
 * Finds what the method of an operation, or its class, is annotated with. The id of an operation is its class and method,
 * as {@code mp.openapi.extensions.smallrye.operationIdStrategy} has it.
 */
final class AnnotatedOperations {

    private final IndexView index;

    AnnotatedOperations(IndexView index) {
        this.index = index;
    }

    /** @param annotation may be repeatable */
    Stream<AnnotationInstance> annotations(Class<?> annotation, Operation operation) {
        return index.getAnnotationsWithRepeatable(DotName.createSimple(annotation), index).stream()
                .filter(instance -> isOf(instance.target(), operation.getOperationId()));
    }

    /** @throws IllegalStateException if it cannot be loaded */
    static Class<?> load(Type type) {
        try {
            return Class.forName(
                    type.name().toString(), true, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException notOfTheApplication) {
            throw new IllegalStateException(notOfTheApplication);
        }
    }

    private static boolean isOf(AnnotationTarget target, String operationId) {
        return target.kind() == AnnotationTarget.Kind.CLASS
                ? operationId.startsWith(target.asClass().simpleName() + "_")
                : operationId.equals(id(target.asMethod()));
    }

    private static String id(MethodInfo method) {
        return method.declaringClass().simpleName() + "_" + method.name();
    }
}
