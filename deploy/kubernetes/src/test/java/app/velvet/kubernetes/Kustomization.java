package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder as kustomize renders it, as far as it is used here: resources, ConfigMaps of files, a namespace, images, and JSON
 * patches (RFC 6902) in files of their own. Whatever else a {@code kustomization.yaml} asks for is refused, so that nothing is rendered here otherwise
 * than there. Stricter than kustomize: a patch must change something, and each file of the folder must be named.
 */
record Kustomization(
        String apiVersion,
        String kind,
        String namespace,
        List<String> resources,
        List<Image> images,
        List<Patch> patches,
        List<Generator> configMapGenerator,
        GeneratorOptions generatorOptions) {

    private static final String FILE = "kustomization.yaml";
    private static final ObjectMapper YAML = new YAMLMapper();

    private static final Set<String> WITHOUT_NAMESPACE = Set.of("Namespace");

    /** A ConfigMap of files, whose keys are their names. */
    record Generator(String name, List<String> files) {}

    /** Names without a hash of the content, as nothing refers to what is generated. */
    record GeneratorOptions(boolean disableNameSuffixHash, Map<String, String> labels) {}

    record Image(String name, String newTag) {}

    record Patch(String path, Target target) {}

    /** What a patch is for; the name, if there is one, is a regular expression for all of it. */
    record Target(String kind, String name) {

        boolean matches(Manifest manifest) {
            return kind.equals(manifest.kind()) && (name == null || Pattern.matches(name, manifest.name()));
        }
    }

    Kustomization {
        if (!"kustomize.config.k8s.io/v1beta1".equals(apiVersion) || !"Kustomization".equals(kind)) {
            throw new IllegalArgumentException("Not a Kustomization: " + apiVersion + " " + kind);
        }
        resources = resources == null ? List.of() : resources;
        images = images == null ? List.of() : images;
        patches = patches == null ? List.of() : patches;
        configMapGenerator = configMapGenerator == null ? List.of() : configMapGenerator;
        if (!configMapGenerator.isEmpty() && !(generatorOptions != null && generatorOptions.disableNameSuffixHash())) {
            throw new IllegalArgumentException("ConfigMaps are generated with a hash in their names");
        }
    }

    /**
     * Renders a folder.
     *
     * @throws IllegalArgumentException if kustomize would refuse it, or if it is one of those that are refused here
     */
    static Manifests render(Path folder) throws IOException {
        Kustomization kustomization = YAML.readValue(folder.resolve(FILE).toFile(), Kustomization.class);
        kustomization.requireAllFilesNamed(folder);
        List<Manifest> manifests = new ArrayList<>();
        for (String resource : kustomization.resources) {
            manifests.addAll(read(folder.resolve(resource)));
        }
        for (Generator generator : kustomization.configMapGenerator) {
            manifests.add(kustomization.generate(folder, generator));
        }
        requireUnique(manifests);
        for (Patch patch : kustomization.patches) {
            apply(folder, patch, manifests);
        }
        manifests.forEach(kustomization::setNamespace);
        manifests.forEach(kustomization::setImage);
        return new Manifests(manifests);
    }

    private static List<Manifest> read(Path resource) throws IOException {
        if (Files.isDirectory(resource)) {
            return render(resource).all();
        }
        if (!Files.isRegularFile(resource)) {
            throw new IllegalArgumentException("There is no " + resource);
        }
        return Manifest.read(resource);
    }

    private Manifest generate(Path folder, Generator generator) throws IOException {
        ObjectNode map = YAML.createObjectNode().put("apiVersion", "v1").put("kind", "ConfigMap");
        ObjectNode metadata = map.putObject("metadata").put("name", generator.name());
        metadata.set("labels", YAML.valueToTree(generatorOptions.labels()));
        ObjectNode data = map.putObject("data");
        for (String file : generator.files()) {
            data.put(file, Files.readString(folder.resolve(file)));
        }
        return new Manifest(map);
    }

    private void requireAllFilesNamed(Path folder) throws IOException {
        Set<String> unnamed = new TreeSet<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .forEach(unnamed::add);
        }
        unnamed.remove(FILE);
        resources.forEach(unnamed::remove);
        patches.forEach(patch -> unnamed.remove(patch.path()));
        configMapGenerator.forEach(generator -> generator.files().forEach(unnamed::remove));
        if (!unnamed.isEmpty()) {
            throw new IllegalArgumentException(folder.resolve(FILE) + " does not name " + unnamed);
        }
    }

    private static void requireUnique(List<Manifest> manifests) {
        Set<String> names = new HashSet<>();
        for (Manifest manifest : manifests) {
            if (!names.add(manifest.toString())) {
                throw new IllegalArgumentException(manifest + " is there twice");
            }
        }
    }

    private static void apply(Path folder, Patch patch, List<Manifest> manifests) throws IOException {
        JsonNode operations = YAML.readTree(folder.resolve(patch.path()).toFile());
        List<Manifest> patched =
                manifests.stream().filter(patch.target()::matches).toList();
        if (patched.isEmpty()) {
            throw new IllegalArgumentException(patch.path() + " is for nothing that is there");
        }
        for (Manifest manifest : patched) {
            requireThere(patch, operations, manifest);
            ObjectNode result = (ObjectNode) JsonPatch.apply(operations, manifest.content());
            manifest.content().removeAll();
            manifest.content().setAll(result);
        }
    }

    /** RFC 6902: what is replaced or removed must exist. The library lets some of it pass. */
    private static void requireThere(Patch patch, JsonNode operations, Manifest manifest) {
        for (JsonNode operation : operations) {
            boolean needsTarget = !operation.get("op").asText().equals("add");
            if (needsTarget && manifest.at(operation.get("path").asText()).isMissingNode()) {
                throw new IllegalArgumentException(patch.path() + ": " + manifest + " has no "
                        + operation.get("path").asText());
            }
        }
    }

    private void setNamespace(Manifest manifest) {
        if (namespace != null && !WITHOUT_NAMESPACE.contains(manifest.kind())) {
            ((ObjectNode) manifest.at("/metadata")).put("namespace", namespace);
        }
    }

    private void setImage(Manifest manifest) {
        for (JsonNode container : manifest.at("/spec/template/spec/containers")) {
            images.stream()
                    .filter(image -> image.name().equals(container.get("image").asText()))
                    .forEach(image -> ((ObjectNode) container).put("image", image.name() + ":" + image.newTag()));
        }
    }

    static Manifests renderUnchecked(Path folder) {
        try {
            return render(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
