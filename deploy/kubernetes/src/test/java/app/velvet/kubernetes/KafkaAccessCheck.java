package app.velvet.kubernetes;

import app.velvet.kubernetes.ServiceTopics.Consumer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service may do with Kafka what its code does and nothing else: write its own topic in transactions of its own, read what it
 * follows in groups of its own, and put aside what it cannot apply. Every topic of these is there, and no other.
 */
final class KafkaAccessCheck implements Check {

    private static final List<String> WRITE = List.of("Describe", "Write");
    private static final List<String> READ = List.of("Describe", "Read");
    private static final List<String> PUT_ASIDE = List.of("Create", "Describe", "Write");

    private final List<ServiceCode> services;

    KafkaAccessCheck(List<ServiceCode> services) {
        this.services = services;
    }

    @Override
    public List<String> findings(Manifests manifests) {
        Findings findings = new Findings();
        Set<String> topics = new HashSet<>();
        for (ServiceCode service : services) {
            Set<String> needed = needed(service);
            Set<String> allowed = manifests.find("KafkaUser", service.name()).stream()
                    .flatMap(user -> user.each("/spec/authorization/acls"))
                    .map(KafkaAccessCheck::rule)
                    .collect(Collectors.toCollection(TreeSet::new));
            findings.require(allowed.containsAll(needed), service, "it may not " + difference(needed, allowed));
            findings.require(needed.containsAll(allowed), service, "it has no need to " + difference(allowed, needed));
            topics.addAll(topics(service));
        }
        Set<String> there = manifests.of("KafkaTopic").map(Manifest::name).collect(Collectors.toSet());
        findings.require(there.containsAll(topics), "KafkaTopic", "there is no " + difference(topics, there));
        findings.require(topics.containsAll(there), "KafkaTopic", "nobody knows " + difference(there, topics));
        findings.require(
                manifests
                        .of("KafkaUser")
                        .map(Manifest::name)
                        .collect(Collectors.toSet())
                        .equals(Set.copyOf(ServiceCode.SERVICES)),
                "KafkaUser",
                "one for each service");
        manifests.of("Kafka").forEach(kafka -> isClosed(kafka, findings));
        return findings.all();
    }

    private static void isClosed(Manifest kafka, Findings findings) {
        findings.require(
                kafka.at("/spec/kafka/authorization/type").asText().equals("simple")
                        && kafka.at("/spec/kafka/authorization/superUsers").isMissingNode(),
                kafka,
                "who is known may do anything");
        kafka.each("/spec/kafka/listeners")
                .forEach(listener -> findings.require(
                        listener.path("tls").asBoolean()
                                && listener.at("/authentication/type").asText().equals("tls"),
                        kafka,
                        "a listener takes anybody"));
    }

    private static Set<String> needed(ServiceCode service) {
        Set<String> rules = new TreeSet<>();
        service.topics().writes().forEach(topic -> rules.add(rule("topic", "literal", topic, WRITE)));
        service.topics().transactionalIds().ifPresent(ids -> rules.add(rule("transactionalId", "prefix", ids, WRITE)));
        consumers(service).forEach(consumer -> {
            rules.add(rule("group", "literal", consumer.group(), List.of("Read")));
            consumer.topics().forEach(topic -> rules.add(rule("topic", "literal", topic, READ)));
        });
        deadLetterTopics(service).forEach(topic -> rules.add(rule("topic", "literal", topic, PUT_ASIDE)));
        return rules;
    }

    private static Stream<Consumer> consumers(ServiceCode service) {
        return Stream.concat(service.topics().changeConsumers().stream(), service.topics().otherConsumers().stream());
    }

    private static Stream<String> deadLetterTopics(ServiceCode service) {
        return service.topics().changeConsumers().stream()
                .flatMap(consumer -> consumer.topics().stream()
                        .map(topic -> service.topics().deadLetterTopic(topic, consumer.group())));
    }

    private static Set<String> topics(ServiceCode service) {
        Set<String> topics = new HashSet<>(service.topics().writes());
        consumers(service).forEach(consumer -> topics.addAll(consumer.topics()));
        deadLetterTopics(service).forEach(topics::add);
        return topics;
    }

    private static String rule(JsonNode acl) {
        JsonNode resource = acl.get("resource");
        return rule(
                resource.get("type").asText(),
                resource.path("patternType").asText("literal"),
                resource.path("name").asText(),
                Manifest.each(acl.get("operations"))
                        .map(JsonNode::asText)
                        .sorted()
                        .toList());
    }

    private static String rule(String type, String pattern, String name, List<String> operations) {
        return String.join(" and ", operations) + " the " + type + " " + name + (pattern.equals("prefix") ? "…" : "");
    }

    private static Set<String> difference(Set<String> left, Set<String> right) {
        Set<String> difference = new TreeSet<>(left);
        difference.removeAll(right);
        return difference;
    }
}
