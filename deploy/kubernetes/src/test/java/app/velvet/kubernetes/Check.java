package app.velvet.kubernetes;

import java.util.List;

/** A rule of our own for all that a cluster is given at once. */
interface Check {

    /** Returns what is wrong, each with the manifest that it is in; nothing if all is well. */
    List<String> findings(Manifests manifests);
}
