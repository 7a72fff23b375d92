package app.velvet.sync.pull;

import java.util.List;

/**
 * Elements that are read at once.
 *
 * @param isLast whether there are no more in their order
 */
record Chunk(List<Element> elements, boolean isLast) {

    static final Chunk NONE = new Chunk(List.of(), true);
}
