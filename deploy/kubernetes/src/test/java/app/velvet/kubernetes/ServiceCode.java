package app.velvet.kubernetes;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the sources of a service, and of the platform's modules that it is made of, say of it. */
final class ServiceCode {

    static final List<String> SERVICES =
            List.of("auth-service", "contacts-service", "venues-service", "sync-service", "push-service");

    private static final Path ROOT = Path.of("../..");
    private static final Map<String, String> PLATFORM = Map.of(
            "velvet-api-conventions", "platform/api-conventions", "velvet-change-events", "platform/change-events");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");
    private static final String STAFF_COPY = "StaffCopyHandler";
    private static final String INTERNAL_URL = ".internal-url";

    /** A consumer group and the topics that it reads. */
    record Consumer(String group, Set<String> topics) {}

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

    /** Returns the topics that it writes. */
    Set<String> writes() {
        Set<String> topics = new TreeSet<>(records());
        property("velvet.events.topic").ifPresent(topics::add);
        return topics;
    }

    private Set<String> records() {
        Set<String> topics = new TreeSet<>();
        for (ClassTree type : own.classes()) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitNewClass(NewClassTree creation, Void nothing) {
                    if (creation.getIdentifier().toString().startsWith("ProducerRecord")) {
                        topics.add(all.text(type, creation.getArguments().get(0))
                                .orElseThrow(() -> new AssertionError("Which topic is that? " + creation)));
                    }
                    return super.visitNewClass(creation, nothing);
                }
            }.scan(type, null);
        }
        return topics;
    }

    /** Returns how its transactional ids begin, if it publishes by a relay. */
    Optional<String> transactionalIds() {
        return property("velvet.events.topic").map(topic -> topic + textBeside("Relay", "TRANSACTIONAL_ID_CONFIG"));
    }

    private String textBeside(String type, String setting) {
        List<String> texts = new ArrayList<>();
        forEachCall(require(type), "put", call -> {
            if (call.getArguments().get(0).toString().endsWith(setting)) {
                texts.addAll(all.literals(call.getArguments().get(1)));
            }
        });
        return single(texts, type + " " + setting);
    }

    /** Returns the consumers of changes, which put aside what they cannot apply. */
    List<Consumer> changeConsumers() {
        List<Consumer> consumers = new ArrayList<>();
        for (ClassTree type : own.classes()) {
            if (type.getImplementsClause().stream().anyMatch(of -> of.toString().equals("ChangeHandler"))) {
                consumers.add(
                        new Consumer(all.text(type, returned(type, "consumer")).orElseThrow(), topics(type)));
            }
        }
        if (isEnabled("velvet.staff.enabled") && isEnabled("velvet.staff.handler.enabled")) {
            ClassTree staff = require(STAFF_COPY);
            List<String> suffix = methods(staff).stream()
                    .filter(method -> method.getName().contentEquals("<init>"))
                    .flatMap(method -> all.literals(method.getBody()).stream())
                    .toList();
            consumers.add(new Consumer(name + single(suffix, STAFF_COPY), topics(staff)));
        }
        return consumers;
    }

    private boolean isEnabled(String setting) {
        return !property(setting).orElse("true").equals("false");
    }

    private Set<String> topics(ClassTree handler) {
        Tree returned = returned(handler, "topics");
        if (!(returned instanceof MethodInvocationTree call)) {
            throw new AssertionError("Which topics are these? " + returned);
        }
        String method = call.getMethodSelect().toString();
        if (method.equals("Set.of")) {
            return call.getArguments().stream()
                    .map(topic -> all.text(handler, topic).orElseThrow())
                    .collect(Collectors.toSet());
        }
        ClassTree owner = require(method.substring(0, method.indexOf('.')));
        return Stream.concat(all.literals(owner).stream(), constantsNamedIn(owner))
                .filter(text -> text.endsWith(".changes"))
                .collect(Collectors.toSet());
    }

    private Stream<String> constantsNamedIn(ClassTree type) {
        List<String> texts = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitNewClass(NewClassTree creation, Void nothing) {
                creation.getArguments()
                        .forEach(argument -> all.text(type, argument).ifPresent(texts::add));
                return super.visitNewClass(creation, nothing);
            }
        }.scan(type, null);
        return texts.stream();
    }

    /** Returns the consumers beside those of changes. */
    List<Consumer> otherConsumers() {
        List<Consumer> consumers = new ArrayList<>();
        for (ClassTree type : own.classes()) {
            List<String> groups = new ArrayList<>();
            Set<String> topics = new TreeSet<>();
            forEachCall(type, "put", call -> {
                if (call.getArguments().get(0).toString().endsWith("GROUP_ID_CONFIG")) {
                    groups.add(all.text(type, call.getArguments().get(1)).orElseThrow());
                }
            });
            forEachCall(type, "subscribe", call -> {
                if (call.getArguments().get(0) instanceof MethodInvocationTree list) {
                    list.getArguments().forEach(topic -> all.text(type, topic).ifPresent(topics::add));
                }
            });
            if (!groups.isEmpty()) {
                consumers.add(new Consumer(single(groups, type.getSimpleName().toString()), topics));
            }
        }
        return consumers;
    }

    String deadLetterTopic(String topic, String consumer) {
        Tree returned = returned(require("DeadLetters"), "topicFor");
        return topic + single(all.literals(returned), "DeadLetters") + consumer;
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

    private ClassTree require(String type) {
        return all.find(type).orElseThrow(() -> new AssertionError(name + " has no " + type));
    }

    private static List<MethodTree> methods(ClassTree type) {
        return type.getMembers().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .toList();
    }

    private static Tree returned(ClassTree type, String method) {
        return methods(type).stream()
                .filter(candidate -> candidate.getName().contentEquals(method))
                .flatMap(found -> found.getBody().getStatements().stream())
                .filter(ReturnTree.class::isInstance)
                .map(statement -> ((ReturnTree) statement).getExpression())
                .findFirst()
                .orElseThrow(() -> new AssertionError(type.getSimpleName() + "." + method + " returns nothing"));
    }

    private static void forEachCall(
            ClassTree type, String method, java.util.function.Consumer<MethodInvocationTree> action) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                String called = call.getMethodSelect().toString();
                boolean hasArguments = !call.getArguments().isEmpty();
                if (hasArguments && (called.equals(method) || called.endsWith("." + method))) {
                    action.accept(call);
                }
                return super.visitMethodInvocation(call, nothing);
            }
        }.scan(type, null);
    }

    private static Optional<AnnotationTree> annotation(ModifiersTree modifiers, String type) {
        return modifiers.getAnnotations().stream()
                .filter(annotation -> annotation.getAnnotationType().toString().equals(type))
                .map(AnnotationTree.class::cast)
                .findFirst();
    }

    private static List<AnnotationTree> annotationsWithin(ClassTree type, String annotation) {
        List<AnnotationTree> found = new ArrayList<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitAnnotation(AnnotationTree candidate, Void nothing) {
                if (candidate.getAnnotationType().toString().equals(annotation)) {
                    found.add(candidate);
                }
                return super.visitAnnotation(candidate, nothing);
            }
        }.scan(type, null);
        return found;
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

    private static String single(List<String> texts, String where) {
        if (texts.size() != 1) {
            throw new AssertionError(where + ": one text was expected, not " + texts);
        }
        return texts.get(0);
    }

    @Override
    public String toString() {
        return name;
    }
}
