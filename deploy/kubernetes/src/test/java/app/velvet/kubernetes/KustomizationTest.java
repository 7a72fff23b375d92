package app.velvet.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KustomizationTest {

    private static final String HEAD = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeManifests() throws IOException {
        write("base/a.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: a}
                spec:
                  replicas: 2
                  template: {spec: {containers: [{name: a, image: velvet/a}]}}
                ---
                apiVersion: v1
                kind: Namespace
                metadata: {name: n}
                """);
        write("base/kustomization.yaml", HEAD + "resources: [a.yaml]\n");
        write("overlay/patch.yaml", "[{op: replace, path: /spec/replicas, value: 3}]");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Manifests render(String overlay) throws IOException {
        write("overlay/kustomization.yaml", HEAD + "resources: [../base]\n" + overlay.replace("\\n", "\n"));
        return Kustomization.render(folder.resolve("overlay"));
    }

    @Test
    void rendersNamespaceImagesAndPatches() throws IOException {
        Manifests rendered = render("""
                namespace: velvet
                images: [{name: velvet/a, newTag: 1.2.3}]
                patches: [{path: patch.yaml, target: {kind: Deployment, name: a|b}}]
                """);

        Manifest deployment = rendered.require("Deployment", "a");
        assertThat(deployment.at("/metadata/namespace").asText()).isEqualTo("velvet");
        assertThat(deployment.at("/spec/replicas").asInt()).isEqualTo(3);
        assertThat(deployment.container().get("image").asText()).isEqualTo("velvet/a:1.2.3");
        assertThat(rendered.require("Namespace", "n").at("/metadata/namespace").isMissingNode())
                .isTrue();
    }

    @Test
    void generatesConfigMapsOfFiles() throws IOException {
        write("boards/board.json", "{}");
        write("boards/kustomization.yaml", HEAD + """
                configMapGenerator: [{name: board, files: [board.json]}]
                generatorOptions: {disableNameSuffixHash: true, labels: {read: by-grafana}}
                """);

        Manifest map = Kustomization.render(folder.resolve("boards")).require("ConfigMap", "board");
        assertThat(map.at("/data/board.json").asText()).isEqualTo("{}");
        assertThat(map.at("/metadata/labels/read").asText()).isEqualTo("by-grafana");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            patches: [{path: patch.yaml, target: {kind: Deployment, name: b}}]                         | for nothing that is there
            patches: [{path: patch.yaml, target: {kind: Deployment}}, {path: other.yaml, target: {kind: Deployment}}] | other.yaml
            patches: [{path: patch.yaml, target: {kind: Namespace}}]                                   | has no /spec/replicas
            patches: [{path: patch.yaml, target: {kind: Deployment}, options: {}}]                     | options
            namePrefix: a-\\npatches: [{path: patch.yaml, target: {kind: Deployment}}]                 | namePrefix
            namespace: velvet                                                                          | does not name [patch.yaml]
            configMapGenerator: [{name: m, files: [patch.yaml]}]                                       | a hash in their names
            """)
    void refusesWhatKustomizeWouldRenderOtherwise(String overlay, String message) {
        assertThatThrownBy(() -> render(overlay)).hasMessageContaining(message);
    }

    @Test
    void refusesAResourceThatIsNotThereOrTwice() throws IOException {
        write("base/kustomization.yaml", HEAD + "resources: [a.yaml, b.yaml]\n");
        assertThatThrownBy(() -> Kustomization.render(folder.resolve("base"))).hasMessageContaining("There is no");

        write("base/b.yaml", "{apiVersion: v1, kind: Namespace, metadata: {name: n}}");
        assertThatThrownBy(() -> Kustomization.render(folder.resolve("base"))).hasMessageContaining("twice");
    }

    @Test
    void refusesAFileThatIsNotNamed() throws IOException {
        write("base/forgotten.yaml", "{}");

        assertThatThrownBy(() -> Kustomization.render(folder.resolve("base")))
                .hasMessageContaining("does not name [forgotten.yaml]");
    }
}
