package app.velvet.kubernetes;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Each environment variable is a setting that the service has and that counts while it runs, what has to be set is set, and what
 * nobody else may know comes from a Secret.
 */
final class SettingsCheck implements Check {

    private static final String KAFKA = "KAFKA_";
    private static final Set<String> OF_THE_JVM = Set.of("JAVA_TOOL_OPTIONS");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|USERNAME|ACCESS_KEY|ACCOUNT_SID)$");
    private static final Set<String> OF_ALL = Set.of(
            "QUARKUS_DATASOURCE_JDBC_URL",
            "QUARKUS_DATASOURCE_REACTIVE_URL",
            "QUARKUS_DATASOURCE_USERNAME",
            "QUARKUS_DATASOURCE_PASSWORD",
            "KAFKA_BOOTSTRAP_SERVERS",
            "VELVET_INTERNAL_KEY_FILE");

    private final QuarkusSettings quarkus = QuarkusSettings.read();
    private final Set<String> kafka = Stream.of(
                    ConsumerConfig.configNames(), ProducerConfig.configNames(), AdminClientConfig.configNames())
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
    private final List<ServiceCode> services;

    SettingsCheck(List<ServiceCode> services) {
        this.services = services;
    }

    @Override
    public List<String> findings(Manifests manifests) {
        Findings findings = new Findings();
        findings.require(manifests.of("Secret").findAny().isEmpty(), "Secret", "secrets are only referred to");
        for (ServiceCode service : services) {
            Manifest deployment = manifests.require("Deployment", service.name());
            Environment environment = new Environment(deployment, manifests);
            Map<String, Boolean> settings = service.settings();
            Set<String> own = settings.keySet().stream()
                    .map(SettingsCheck::variable)
                    .collect(Collectors.toCollection(HashSet::new));
            environment.variables().forEach((name, variable) -> {
                findings.require(own.contains(name) || isOfLibraries(name), deployment, name + " is no setting of its");
                findings.require(
                        !SECRET.matcher(name).matches()
                                || variable.at("/valueFrom").has("secretKeyRef"),
                        deployment,
                        name + " is for everybody to read");
            });
            settings.forEach((setting, isNeeded) -> findings.require(
                    !isNeeded || environment.has(variable(setting)), deployment, setting + " is not set"));
            OF_ALL.forEach(name -> findings.require(environment.has(name), deployment, name + " is not set"));
            findings.require(
                    service.calls().isEmpty() || environment.has("VELVET_TOKEN_JWKS_URL"),
                    deployment,
                    "it does not know where the keys of tokens are");
            publicKeys(environment, deployment, findings);
            images(service, environment, deployment, findings);
        }
        return findings.all();
    }

    private boolean isOfLibraries(String name) {
        return OF_THE_JVM.contains(name)
                || quarkus.isAtRunTime(name)
                || name.startsWith(KAFKA)
                        && kafka.contains(name.substring(KAFKA.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'));
    }

    private void publicKeys(Environment environment, Manifest deployment, Findings findings) {
        environment.value("VELVET_TOKEN_JWKS_URL").ifPresent(url -> {
            String path = url.substring(url.indexOf('/', "http://".length()));
            findings.require(
                    services.stream()
                            .filter(service -> service.name().equals("auth-service"))
                            .anyMatch(service -> service.paths().contains(path)),
                    deployment,
                    "auth-service has nothing at " + path);
        });
    }

    private static void images(ServiceCode service, Environment environment, Manifest deployment, Findings findings) {
        if (service.hasImages()) {
            String needed =
                    environment.value("VELVET_IMAGES_STORE").orElse("folder").equals("s3")
                            ? "VELVET_IMAGES_S3_BUCKET"
                            : "VELVET_IMAGES_DIRECTORY";
            for (String name : List.of(needed, "VELVET_IMAGES_PUBLIC_URL")) {
                findings.require(environment.has(name), deployment, name + " is not set");
            }
        }
    }

    /** As SmallRye Config looks a setting up among environment variables. */
    static String variable(String setting) {
        return setting.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
