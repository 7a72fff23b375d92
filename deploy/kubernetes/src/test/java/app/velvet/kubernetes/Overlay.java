package app.velvet.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.zjsonpatch.JsonPatch;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The overlays that there are, rendered once. */
enum Overlay {
    SMALL,
    PRODUCTION;

    private final Manifests rendered =
            Kustomization.renderUnchecked(Path.of("overlays", name().toLowerCase(Locale.ROOT)));

    Manifests manifests() {
        return rendered;
    }

    /** Returns the manifests with a JSON patch applied to one of them: an error to be found. */
    Manifests with(String kind, String name, JsonNode operations) {
        Manifest original = rendered.require(kind, name);
        Manifest spoilt = new Manifest((ObjectNode) JsonPatch.apply(operations, original.content()));
        List<Manifest> all = rendered.all().stream()
                .map(manifest -> manifest.equals(original) ? spoilt : manifest)
                .toList();
        return new Manifests(all);
    }

    Manifests without(String kind, String name) {
        Manifest removed = rendered.require(kind, name);
        return new Manifests(rendered.all().stream()
                .filter(manifest -> !manifest.equals(removed))
                .toList());
    }
}
