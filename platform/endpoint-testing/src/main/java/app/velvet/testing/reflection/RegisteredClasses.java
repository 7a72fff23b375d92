package app.velvet.testing.reflection;

import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.test.junit.buildchain.TestBuildChainCustomizerProducer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.jandex.Index;

/** The classes whose members, all kinds of them, a native executable of the service under test finds by reflection. */
public final class RegisteredClasses implements TestBuildChainCustomizerProducer {

    private static final String RESOURCE = "velvet/registered-classes";

    /** Has the build of the application under test leave their names in a resource. */
    @Override
    public Consumer<BuildChainBuilder> produce(Index testClasses) {
        return chain -> chain.addBuildStep(context -> {
                    var names = context.consumeMulti(ReflectiveClassBuildItem.class).stream()
                            .filter(item -> item.isConstructors() && item.isMethods() && item.isFields())
                            .flatMap(item -> item.getClassNames().stream())
                            .distinct()
                            .collect(Collectors.joining("\n"));
                    context.produce(new GeneratedResourceBuildItem(RESOURCE, names.getBytes(StandardCharsets.UTF_8)));
                })
                .consumes(ReflectiveClassBuildItem.class)
                .produces(GeneratedResourceBuildItem.class)
                .build();
    }

    /** To be asked in a {@code QuarkusTest}. */
    public static Set<String> names() {
        try (var resource = Thread.currentThread().getContextClassLoader().getResourceAsStream(RESOURCE)) {
            return Set.copyOf(new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
