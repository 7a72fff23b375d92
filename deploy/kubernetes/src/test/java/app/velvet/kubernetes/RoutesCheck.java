package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every path that a service answers to clients is routed to it and to no other, with and without {@code .json}; what is between
 * services is not routed, and each word of a route is one of the paths of its service.
 */
final class RoutesCheck implements Check {

    private static final String INTERNAL = "/internal";
    private static final List<String> NOT_FOR_CLIENTS =
            List.of("/internal", "/internal/companies", "/internal/contacts", "/q/health", "/q/metrics", "/q/openapi");
    private static final Pattern WORD = Pattern.compile("[a-z_-]{3,}");
    private static final Set<String> OF_EVERY_PATH = Set.of("api");

    private final List<ServiceCode> services;

    RoutesCheck(List<ServiceCode> services) {
        this.services = services;
    }

    @Override
    public List<String> findings(Manifests manifests) {
        Findings findings = new Findings();
        for (ServiceCode service : services) {
            clientPaths(service).flatMap(RoutesCheck::spellings).forEach(path -> {
                Set<String> answering = answering(manifests, path);
                findings.require(
                        answering.equals(Set.of(service.name())), service, path + " is routed to " + answering);
            });
            words(manifests.require("HTTPRoute", service.name()))
                    .forEach(word -> findings.require(
                            service.answersWithin(word), service, "it answers nothing with \"" + word + "\""));
        }
        Stream.concat(
                        NOT_FOR_CLIENTS.stream(),
                        services.stream()
                                .flatMap(service -> service.paths().stream())
                                .filter(path -> path.startsWith(INTERNAL)))
                .forEach(path -> findings.require(
                        answering(manifests, concrete(path)).isEmpty(), path, "it is routed, and not for clients"));
        return findings.all();
    }

    private static Stream<String> clientPaths(ServiceCode service) {
        return service.paths().stream()
                .filter(path -> !path.startsWith(INTERNAL))
                .map(RoutesCheck::concrete);
    }

    private static Stream<String> spellings(String path) {
        return path.startsWith("/api/") ? Stream.of(path, path + ".json") : Stream.of(path);
    }

    private static String concrete(String template) {
        return template.replaceAll("\\{[^}]+}", "12");
    }

    private static Set<String> answering(Manifests manifests, String path) {
        return manifests
                .of("HTTPRoute")
                .flatMap(route -> route.each("/spec/rules"))
                .filter(rule -> Manifest.each(rule.path("matches")).anyMatch(match -> matches(match.get("path"), path)))
                .flatMap(rule -> Manifest.each(rule.path("backendRefs")))
                .map(backend -> backend.get("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean matches(JsonNode match, String path) {
        String value = match.get("value").asText();
        return switch (match.get("type").asText()) {
            case "Exact" -> path.equals(value);
            case "PathPrefix" -> path.equals(value) || path.startsWith(value.endsWith("/") ? value : value + "/");
            case "RegularExpression" -> Pattern.matches(value, path);
            default -> throw new IllegalArgumentException("An unknown match: " + match);
        };
    }

    private static Set<String> words(Manifest route) {
        return route.each("/spec/rules")
                .flatMap(rule -> Manifest.each(rule.path("matches")))
                .map(match -> match.at("/path/value").asText())
                .flatMap(value -> WORD.matcher(value).results())
                .map(MatchResult::group)
                .filter(word -> !OF_EVERY_PATH.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
