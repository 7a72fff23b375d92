package app.velvet.kubernetes;

import static app.velvet.kubernetes.Trees.annotation;
import static app.velvet.kubernetes.Trees.annotationsWithin;
import static app.velvet.kubernetes.Trees.forEachCall;
import static app.velvet.kubernetes.Trees.methods;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the sources of a service, and of the platform's modules that it is made of, say of it. */
final class ServiceCode {

    static final List<String> SERVICES =
            List.of("auth-service", "contacts-service", "venues-service", "sync-service", "push-service");

    private static final Path ROOT = Path.of("../..");
    private static final Map<String, String> PLATFORM = Map.of(
            "velvet-api-conventions", "platform/api-conventions", "velvet-change-events", "platform/change-events");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");
    private static final String INTERNAL_URL = ".internal-url";

    private final String name;
    private final String pom;
    private final JavaSources own;
    private final JavaSources all;
    private final List<Path> modules = new ArrayList<>();
    private final Properties properties = new Properties();
    private final Set<String> paths = new TreeSet<>();

    private ServiceCode(String name) throws IOException {
        this.name = name;
        Path module = ROOT.resolve(name);
        modules.add(module);
        pom = Files.readString(module.resolve("pom.xml"));
        PLATFORM.forEach((artifact, folder) -> {
            if (has(artifact)) {
                modules.add(ROOT.resolve(folder));
            }
        });
        own = JavaSources.of(List.of(module));
        all = JavaSources.of(modules);
        for (int i = modules.size() - 1; i >= 0; i--) {
            load(modules.get(i).resolve("src/main/resources/META-INF/microprofile-config.properties"));
            load(modules.get(i).resolve("src/main/resources/application.properties"));
        }
    }

    /** Read once: parsing takes a second for each. */
    private static final class Read {
        static final List<ServiceCode> ALL =
                SERVICES.stream().map(ServiceCode::read).toList();
    }

    static List<ServiceCode> all() {
        return Read.ALL;
    }

    private static ServiceCode read(String name) {
        try {
            return new ServiceCode(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(Path file) throws IOException {
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
    }

    String name() {
        return name;
    }

    /** Returns the folders of its migrations, those of the platform among them. */
    Stream<Path> migrations() {
        return modules.stream()
                .flatMap(module -> Stream.of("db/platform", "db/migration")
                        .map(folder -> module.resolve("src/main/resources").resolve(folder)))
                .filter(Files::isDirectory);
    }

    /** Whether it is made of an artifact, directly. */
    boolean has(String artifact) {
        return pom.contains("<artifactId>" + artifact + "</artifactId>");
    }

    /** Returns what is packed with the service as the value of a setting. */
    Optional<String> property(String setting) {
        return Optional.ofNullable(properties.getProperty(setting));
    }

    /** Returns Velvet's own settings, with whether each has to be given. */
    Map<String, Boolean> settings() {
        Map<String, Boolean> settings = new TreeMap<>();
        for (ClassTree type : all.classes()) {
            annotation(type.getModifiers(), "ConfigMapping")
                    .flatMap(mapping -> argument(type, mapping, "prefix"))
                    .ifPresent(prefix -> addSettings(prefix, type, settings));
            annotationsWithin(type, "ConfigProperty")
                    .forEach(property -> argument(type, property, "name")
                            .filter(setting -> setting.startsWith("velvet."))
                            .ifPresent(setting -> settings.putIfAbsent(setting, false)));
        }
        properties.stringPropertyNames().forEach(setting -> settings.computeIfPresent(setting, (key, must) -> false));
        return settings;
    }

    private void addSettings(String prefix, ClassTree mapping, Map<String, Boolean> settings) {
        for (MethodTree setting : methods(mapping)) {
            String path = prefix + "." + hyphenated(setting.getName().toString());
            String type = setting.getReturnType().toString();
            Optional<ClassTree> group = methodsOfNested(mapping, type);
            if (group.isPresent()) {
                addSettings(path, group.get(), settings);
            } else {
                boolean isOptional = type.startsWith("Optional");
                boolean hasDefault =
                        annotation(setting.getModifiers(), "WithDefault").isPresent();
                settings.put(path, !isOptional && !hasDefault);
            }
        }
    }

    private static Optional<ClassTree> methodsOfNested(ClassTree mapping, String type) {
        return mapping.getMembers().stream()
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .filter(nested -> nested.getKind() == Tree.Kind.INTERFACE
                        && nested.getSimpleName().contentEquals(type))
                .findFirst();
    }

    private static String hyphenated(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Returns the paths that it answers, templates in them. */
    Set<String> paths() {
        if (paths.isEmpty()) {
            paths.addAll(findPaths());
        }
        return paths;
    }

    private Set<String> findPaths() {
        Set<String> paths = new TreeSet<>();
        for (ClassTree type : all.classes()) {
            annotation(type.getModifiers(), "Path")
                    .flatMap(path -> argument(type, path, "value"))
                    .ifPresent(path -> methods(type).stream()
                            .filter(method -> METHODS.stream()
                                    .anyMatch(verb -> annotation(method.getModifiers(), verb)
                                            .isPresent()))
                            .map(method -> annotation(method.getModifiers(), "Path")
                                    .flatMap(below -> argument(type, below, "value"))
                                    .orElse(""))
                            .forEach(below -> paths.add(path + below)));
        }
        return paths;
    }

    /** Whether a word stands between slashes in one of its paths, those of its images among them. */
    boolean answersWithin(String word) {
        return paths().stream().anyMatch(path -> path.matches(".*[/.]" + word + "([/.].*)?"))
                || hasImages()
                        && imagePlaces().stream().anyMatch(place -> ("/" + place + "/").contains("/" + word + "/"));
    }

    private List<String> imagePlaces() {
        List<String> places = new ArrayList<>(List.of("uploads"));
        own.classes()
                .forEach(type -> forEachCall(
                        type,
                        "serve",
                        call -> call.getArguments()
                                .forEach(argument -> all.text(type, argument).ifPresent(places::add))));
        return places;
    }

    /** Returns what it does with Kafka. */
    ServiceTopics topics() {
        return new ServiceTopics(this, own, all);
    }

    boolean isEnabled(String setting) {
        return !property(setting).orElse("true").equals("false");
    }

    /** Returns the services whose internal API it calls: those that it has an address for. */
    Set<String> calls() {
        Set<String> called = new TreeSet<>();
        if (isEnabled("velvet.staff.enabled")) {
            settings().keySet().stream()
                    .filter(setting -> setting.endsWith(INTERNAL_URL))
                    .map(setting -> setting.substring("velvet.".length(), setting.length() - INTERNAL_URL.length())
                            + "-service")
                    .forEach(called::add);
        }
        return called;
    }

    /** Whether it keeps images: whether it serves them. */
    boolean hasImages() {
        return own.classes().stream()
                .flatMap(type -> methods(type).stream())
                .flatMap(method -> method.getParameters().stream())
                .anyMatch(parameter -> parameter.getType().toString().equals("ServedImages"));
    }

    boolean hasMetric(String prometheusName) {
        return all.classes().stream()
                .flatMap(type -> all.literals(type).stream())
                .anyMatch(text -> text.replaceAll("[^a-zA-Z0-9]", "_").equals(prometheusName));
    }

    private Optional<String> argument(ClassTree within, AnnotationTree annotation, String argument) {
        for (ExpressionTree given : annotation.getArguments()) {
            if (given instanceof AssignmentTree named) {
                if (named.getVariable().toString().equals(argument)) {
                    return all.text(within, named.getExpression());
                }
            } else if (argument.equals("value")) {
                return all.text(within, given);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return name;
    }
}
