package app.velvet.kubernetes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All that a cluster is given at once. */
record Manifests(List<Manifest> all) {

    Stream<Manifest> of(String kind) {
        return all.stream().filter(manifest -> manifest.kind().equals(kind));
    }

    Optional<Manifest> find(String kind, String name) {
        return of(kind).filter(manifest -> manifest.name().equals(name)).findFirst();
    }

    Manifest require(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("There is no " + kind + " " + name));
    }

    boolean has(String kind, String name) {
        return find(kind, name).isPresent();
    }
}
