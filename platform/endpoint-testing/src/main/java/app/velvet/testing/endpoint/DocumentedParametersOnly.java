package app.velvet.testing.endpoint;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.parameters.FieldSchemas;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** In every test of a module that depends on this one: an operation reads no parameter that it does not document. */
@Alternative
@Priority(1)
@Dependent
public class DocumentedParametersOnly extends RequestParameters {

    @Inject
    public DocumentedParametersOnly(RoutingContext request) {
        super(request);
    }

    @Override
    public <T> T read(Function<Fields, T> reader) {
        var read = names(reader);
        var documented = documented();
        if (!documented.containsAll(read)) {
            throw new AssertionError("Read are " + read + ", documented " + documented);
        }
        return super.read(reader);
    }

    private static Set<String> documented() {
        var operation = CurrentRequestManager.get().getTarget().getLazyMethod().getMethod();
        return Arrays.stream(operation.getAnnotationsByType(Accepts.class))
                .flatMap(accepts -> names(accepts).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> names(Accepts accepts) {
        return accepts.within().isEmpty()
                ? names(fields -> call(accepts, fields))
                : names(fields -> fields.tree(accepts.within(), below -> call(accepts, below)));
    }

    private static Object call(Accepts accepts, Fields fields) {
        try {
            var reader = accepts.value().getDeclaredMethod(accepts.reader(), Fields.class);
            reader.setAccessible(true);
            return reader.invoke(null, fields);
        } catch (ReflectiveOperationException noReader) {
            throw new AssertionError(noReader);
        }
    }

    private static Set<String> names(Function<Fields, ?> reader) {
        return FieldSchemas.of(reader).getProperties().entrySet().stream()
                .flatMap(field -> field.getValue().getProperties() == null
                        ? Stream.of(field.getKey())
                        : field.getValue().getProperties().keySet().stream().map(below -> field.getKey() + "." + below))
                .collect(Collectors.toSet());
    }
}
