package app.velvet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What operators are told is so. */
class ReadmeTest {

    private static final Path README = Path.of("../README.md");
    private static final Pattern SECRET = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([^|]+) \\| (all|production) \\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private final String text;

    ReadmeTest() throws IOException {
        text = Files.readString(README);
    }

    @ParameterizedTest
    @EnumSource
    void secretsAreThoseThatAreReferredTo(Overlay overlay) {
        Set<String> referred = ReferenceCheck.referencedSecrets(overlay.manifests());
        referred.removeIf(reference -> isMadeByAnOperator(overlay, reference.split(" ")[0]));

        assertThat(secretsFor(overlay)).isEqualTo(referred);
    }

    private static boolean isMadeByAnOperator(Overlay overlay, String secret) {
        return overlay.manifests().has("KafkaUser", secret)
                || overlay.manifests()
                        .of("Cluster")
                        .anyMatch(cluster -> Set.of(cluster.name() + "-app", cluster.name() + "-ca")
                                .contains(secret))
                || overlay.manifests().of("Kafka").anyMatch(kafka -> secret.equals(kafka.name() + "-cluster-ca-cert"));
    }

    private Set<String> secretsFor(Overlay overlay) {
        return SECRET.matcher(text)
                .results()
                .filter(row -> row.group(3).equals("all") || overlay == Overlay.PRODUCTION)
                .flatMap(row -> keys(row.group(2)).map(key -> row.group(1) + " " + key))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> keys(String cell) {
        return cell.equals("files")
                ? Stream.of("*")
                : QUOTED.matcher(cell).results().map(key -> key.group(1));
    }

    @Test
    void overlaysAreThoseThatThereAre() {
        assertThat(Arrays.stream(Overlay.values())
                        .map(overlay -> "`kubernetes/overlays/" + overlay.name().toLowerCase(Locale.ROOT) + "`"))
                .allSatisfy(overlay -> assertThat(text).contains("| " + overlay + " |"));
    }

    @ParameterizedTest
    @EnumSource
    void timesAreThoseOfTheManifests(Overlay overlay) {
        overlay.manifests().of("Deployment").forEach(deployment -> {
            JsonNode container = deployment.container();
            JsonNode startup = container.path("startupProbe");
            assertThat(text.replace('\n', ' '))
                    .contains("a pod waits %s seconds (`preStop`)"
                            .formatted(container.at("/lifecycle/preStop/sleep/seconds")))
                    .contains("within %s seconds (`QUARKUS_SHUTDOWN_TIMEOUT`)"
                            .formatted(new Environment(deployment, overlay.manifests())
                                    .value("QUARKUS_SHUTDOWN_TIMEOUT")
                                    .orElseThrow()
                                    .replace("S", "")))
                    .contains("After %s seconds a pod is killed"
                            .formatted(deployment.at("/spec/template/spec/terminationGracePeriodSeconds")))
                    .contains("gives a replica %d minutes"
                            .formatted(startup.get("periodSeconds").asInt()
                                    * startup.get("failureThreshold").asInt()
                                    / 60));
        });
    }

    @Test
    void keysAreMadeByItsCommands(@TempDir Path folder) throws Exception {
        Process shell = new ProcessBuilder("bash", "-e", "-c", commands("keys"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(shell.exitValue())
                .as(new String(shell.getInputStream().readAllBytes()))
                .isZero();

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted(Comparator.reverseOrder()))
                    .hasSize(2)
                    .first()
                    .isEqualTo("service-key.json");
        }
        assertThat(isVerified(Files.readString(folder.resolve("service-key.json"))))
                .isTrue();
    }

    @Test
    void manifestsOfBackupsAreWhatAClusterWouldTake() throws IOException {
        assumeTrue(PublishedSchemas.areHere(), "The published schemas are not here, in " + PublishedSchemas.FOLDER);
        PublishedSchemas schemas = PublishedSchemas.read();
        List<Manifest> manifests = new ArrayList<>();
        for (String added : blocks("manifest")) {
            manifests.add(new Manifest((ObjectNode) new YAMLMapper().readTree(added)));
        }
        for (String patch : blocks("patch: contacts-db")) {
            manifests.add(Overlay.PRODUCTION
                    .with("Cluster", "contacts-db", new YAMLMapper().readTree(patch))
                    .require("Cluster", "contacts-db"));
        }

        assertThat(manifests)
                .hasSize(3)
                .allSatisfy(manifest -> assertThat(schemas.findings(manifest)).isEmpty());
    }

    private String commands(String name) {
        return blocks(name).get(0);
    }

    /** Returns the blocks of code that are marked by a comment before them. */
    private List<String> blocks(String mark) {
        return Pattern.compile("<!-- " + mark + " -->\n```\\w+\n(.*?)```", Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static boolean isVerified(String jwk) throws Exception {
        var key = (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(jwk);
        JsonWebSignature signed = new JsonWebSignature();
        signed.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signed.setPayload("payload");
        signed.setKey(key.getPrivateKey());
        JsonWebSignature read = new JsonWebSignature();
        read.setCompactSerialization(signed.getCompactSerialization());
        read.setKey(key.getPublicKey());
        return read.verifySignature();
    }
}
