package app.velvet.kubernetes;

import static app.velvet.kubernetes.Trees.forEachCall;
import static app.velvet.kubernetes.Trees.methods;
import static app.velvet.kubernetes.Trees.returned;
import static app.velvet.kubernetes.Trees.single;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service does with Kafka: the topics that it writes and reads, in which groups and transactions. */
final class ServiceTopics {

    private static final String STAFF_COPY = "StaffCopyHandler";

    /** A consumer group and the topics that it reads. */
    record Consumer(String group, Set<String> topics) {}

    private final ServiceCode service;
    private final JavaSources own;
    private final JavaSources all;

    ServiceTopics(ServiceCode service, JavaSources own, JavaSources all) {
        this.service = service;
        this.own = own;
        this.all = all;
    }

    /** Returns the topics that it writes. */
    Set<String> writes() {
        Set<String> topics = new TreeSet<>(records());
        service.property("velvet.events.topic").ifPresent(topics::add);
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
        return service.property("velvet.events.topic")
                .map(topic -> topic + textBeside("Relay", "TRANSACTIONAL_ID_CONFIG"));
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
        if (service.isEnabled("velvet.staff.enabled") && service.isEnabled("velvet.staff.handler.enabled")) {
            ClassTree staff = require(STAFF_COPY);
            List<String> suffix = methods(staff).stream()
                    .filter(method -> method.getName().contentEquals("<init>"))
                    .flatMap(method -> all.literals(method.getBody()).stream())
                    .toList();
            consumers.add(new Consumer(service.name() + single(suffix, STAFF_COPY), topics(staff)));
        }
        return consumers;
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

    private ClassTree require(String type) {
        return all.find(type).orElseThrow(() -> new AssertionError(service + " has no " + type));
    }
}
