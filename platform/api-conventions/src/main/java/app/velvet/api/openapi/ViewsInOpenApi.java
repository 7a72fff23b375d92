package app.velvet.api.openapi;

import app.velvet.api.parameters.WireName;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

/**
 * Says of what goes over the wire what all of it has in common: every field is present (except what is left out
 * where it is null), what is unknown is null (a list and a primitive value never is), and enums are written by their wire names.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ViewsInOpenApi implements OASFilter {

    private static final PropertyNamingStrategies.NamingBase SNAKE_CASE =
            new PropertyNamingStrategies.SnakeCaseStrategy();
    private static final DotName JSON_PROPERTY = DotName.createSimple(JsonProperty.class);
    private static final DotName JSON_INCLUDE = DotName.createSimple(JsonInclude.class);
    private static final Set<DotName> NEVER_NULL = Stream.of(Collection.class, List.class, Set.class, Map.class)
            .map(DotName::createSimple)
            .collect(Collectors.toUnmodifiableSet());

    private final IndexView index;

    public ViewsInOpenApi(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null || document.getComponents().getSchemas() == null) {
            return;
        }
        var types = index.getKnownClasses().stream()
                .filter(type -> type.isRecord() || type.isEnum())
                .collect(Collectors.groupingBy(ClassInfo::simpleName));
        Map.copyOf(document.getComponents().getSchemas())
                .forEach((name, schema) -> types.getOrDefault(name, List.of()).stream()
                        .filter(type -> isOf(type, schema))
                        .findFirst()
                        .ifPresent(type -> document.getComponents().addSchema(name, described(type, schema))));
    }

    /** The document knows a type only by its simple name, which others may have too: in all that counts here they differ. */
    private boolean isOf(ClassInfo type, Schema schema) {
        return type.isEnum()
                ? schema.getEnumeration() != null && schema.getEnumeration().equals(constants(type))
                : schema.getProperties() != null
                        && schema.getProperties().keySet().equals(names(type).collect(Collectors.toSet()));
    }

    private static List<String> constants(ClassInfo type) {
        return type.enumConstants().stream().map(FieldInfo::name).toList();
    }

    private Stream<String> names(ClassInfo view) {
        var ofComponents = view.recordComponents().stream()
                .flatMap(component -> is(component, JsonUnwrapped.class)
                        ? names(index.getClassByName(component.type().name()))
                        : Stream.of(name(component)));
        return Stream.concat(ofComponents, derived(view).map(ViewsInOpenApi::name));
    }

    /** Those that say what is written beside the components. */
    private static Stream<MethodInfo> derived(ClassInfo view) {
        return view.methods().stream().filter(method -> method.hasDeclaredAnnotation(JSON_PROPERTY));
    }

    private Schema described(ClassInfo type, Schema schema) {
        if (type.isEnum()) {
            nameConstants(type, schema);
            return schema;
        }
        return view(type, schema);
    }

    private static void nameConstants(ClassInfo type, Schema schema) {
        var constants = AnnotatedOperations.load(Type.create(type.name(), Type.Kind.CLASS))
                .getEnumConstants();
        if (constants[0] instanceof WireName) {
            schema.setEnumeration(Arrays.stream(constants)
                    .map(constant -> (Object) ((WireName) constant).wireName())
                    .toList());
        }
    }

    private Schema view(ClassInfo type, Schema schema) {
        var only = type.recordComponents().stream()
                .filter(component -> is(component, JsonValue.class))
                .findFirst();
        if (only.isPresent()) {
            return schema.getProperties().get(name(only.get()));
        }
        var present = new ArrayList<>(schema.getProperties().keySet());
        type.recordComponents().stream()
                .filter(ViewsInOpenApi::isLeftOutIfNull)
                .map(ViewsInOpenApi::name)
                .forEach(present::remove);
        schema.setRequired(present);
        allowNulls(type, schema);
        return schema;
    }

    private void allowNulls(ClassInfo view, Schema schema) {
        for (var component : view.recordComponents()) {
            var property = schema.getProperties().get(name(component));
            if (is(component, JsonUnwrapped.class)) {
                allowNulls(index.getClassByName(component.type().name()), schema);
            } else if (is(component, JsonRawValue.class)) {
                schema.addProperty(name(component), OASFactory.createSchema().description(property.getDescription()));
            } else if (property != null && isNullable(component.type()) && !isLeftOutIfNull(component)) {
                schema.addProperty(name(component), orNull(property));
            }
        }
        derived(view)
                .filter(method -> view.recordComponent(method.name()) == null && isNullable(method.returnType()))
                .map(ViewsInOpenApi::name)
                .forEach(name ->
                        schema.addProperty(name, orNull(schema.getProperties().get(name))));
    }

    private static boolean isLeftOutIfNull(RecordComponentInfo component) {
        var annotated = field(component).annotation(JSON_INCLUDE);
        return annotated != null
                && annotated.value() != null
                && annotated.value().asEnum().equals(JsonInclude.Include.NON_NULL.name());
    }

    /** Jackson's annotations of a component are those of its field. */
    private static boolean is(RecordComponentInfo component, Class<?> annotation) {
        return field(component).hasAnnotation(DotName.createSimple(annotation));
    }

    private static FieldInfo field(RecordComponentInfo component) {
        return component.declaringClass().field(component.name());
    }

    private static String name(RecordComponentInfo component) {
        return name(component.name(), field(component).annotation(JSON_PROPERTY));
    }

    private static String name(MethodInfo derived) {
        return name(derived.name(), derived.annotation(JSON_PROPERTY));
    }

    private static String name(String inCode, AnnotationInstance annotated) {
        return annotated == null || annotated.value() == null
                ? SNAKE_CASE.translate(inCode)
                : annotated.value().asString();
    }

    private static boolean isNullable(Type type) {
        return type.kind() != Type.Kind.PRIMITIVE && !NEVER_NULL.contains(type.name());
    }

    private static Schema orNull(Schema schema) {
        if (schema.getRef() != null) {
            return OASFactory.createSchema()
                    .addAnyOf(schema)
                    .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        }
        return schema.getType() == null || schema.getType().contains(SchemaType.NULL)
                ? schema
                : schema.addType(SchemaType.NULL);
    }
}
