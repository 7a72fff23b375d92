package app.velvet.kubernetes;

import java.util.ArrayList;
import java.util.List;

/** What a check has found so far. */
final class Findings {

    private final List<String> all = new ArrayList<>();

    void require(boolean holds, Object where, String otherwise) {
        if (!holds) {
            all.add(where + ": " + otherwise);
        }
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
