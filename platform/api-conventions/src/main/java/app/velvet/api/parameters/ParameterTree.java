package app.velvet.api.parameters;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of one query, form or multipart body while they come in, put in place by their names as
 * <a href="https://github.com/rack/rack/blob/main/lib/rack/query_parser.rb">Rack</a> does it. Unlike Rack, a name used
 * both as a value and as a tree is refused in whichever order the two come.
 */
final class ParameterTree {

    static final int DEEPEST = 16;

    private static final int LONGEST_INDEX = 9;

    /** The step of a name that means "an element of a list"; the very instance, since {@code []} can be a key too. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    private static final String ELEMENT = new String("[]");

    private final Map<String, Object> root = new LinkedHashMap<>();
    private final ParameterBudget budget;

    ParameterTree(ParameterBudget budget) {
        this.budget = budget;
    }

    /**
     * @param name with brackets for what lies deeper, e.g. {@code filters[][key]}; an empty one is ignored
     * @param value null for a name without {@code =}
     */
    void put(String name, Object value) {
        budget.spendOne();
        if (name.isEmpty()) {
            return;
        }
        if (name.indexOf('[', 1) < 0) {
            putLeaf(root, name, value);
        } else {
            put(root, steps(name), 0, value);
        }
    }

    Parameters frozen() {
        return root.isEmpty() ? Parameters.NONE : new Parameters(frozenValues(root));
    }

    private static List<String> steps(String name) {
        var steps = new ArrayList<String>(4);
        int from = name.indexOf('[', 1);
        steps.add(name.substring(0, from));
        while (from < name.length()) {
            int end = name.charAt(from) == '[' ? name.indexOf(']', from + 1) : -1;
            if (end < 0) {
                steps.add(name.substring(from));
                break;
            }
            steps.add(end == from + 1 ? ELEMENT : name.substring(from + 1, end));
            if (steps.size() > DEEPEST) {
                throw conflict();
            }
            from = end + 1;
        }
        return steps;
    }

    private static void put(Map<String, Object> level, List<String> steps, int index, Object value) {
        var key = steps.get(index);
        if (index == steps.size() - 1) {
            putLeaf(level, key, value);
        } else if (isElement(steps.get(index + 1))) {
            add(listBelow(level, key), steps, index + 2, value);
        } else {
            put(levelBelow(level, key), steps, index + 1, value);
        }
    }

    /** @param index of the first step below the list's element */
    private static void add(List<Object> list, List<String> steps, int index, Object value) {
        if (index == steps.size()) {
            list.add(value);
        } else if (isElement(steps.get(index))) {
            var inner = new ArrayList<Object>();
            list.add(inner);
            add(inner, steps, index + 1, value);
        } else {
            put(lastElementWithout(list, steps, index), steps, index, value);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> lastElementWithout(List<Object> list, List<String> steps, int index) {
        if (!list.isEmpty()
                && list.get(list.size() - 1) instanceof Map<?, ?> last
                && !isTaken((Map<String, Object>) last, steps, index)) {
            return (Map<String, Object>) last;
        }
        var next = new LinkedHashMap<String, Object>();
        list.add(next);
        return next;
    }

    private static boolean isTaken(Map<String, Object> element, List<String> steps, int index) {
        Object at = element;
        for (int step = index; step < steps.size(); step++) {
            if (isElement(steps.get(step))) {
                return false;
            }
            if (!(at instanceof Map<?, ?> level) || !level.containsKey(steps.get(step))) {
                return false;
            }
            at = level.get(steps.get(step));
        }
        return true;
    }

    private static void putLeaf(Map<String, Object> level, String key, Object value) {
        var before = level.put(key, value);
        if (before instanceof Map || before instanceof List) {
            throw conflict();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> levelBelow(Map<String, Object> level, String key) {
        var below = level.get(key);
        if (below == null && !level.containsKey(key)) {
            below = new LinkedHashMap<String, Object>();
            level.put(key, below);
        }
        if (below instanceof Map) {
            return (Map<String, Object>) below;
        }
        throw conflict();
    }

    @SuppressWarnings("unchecked")
    private static List<Object> listBelow(Map<String, Object> level, String key) {
        var below = level.get(key);
        if (below == null && !level.containsKey(key)) {
            below = new ArrayList<Object>();
            level.put(key, below);
        }
        if (below instanceof List) {
            return (List<Object>) below;
        }
        throw conflict();
    }

    @SuppressWarnings({"ReferenceEquality", "StringEquality"})
    private static boolean isElement(String step) {
        return step == ELEMENT;
    }

    private static Map<String, Object> frozenValues(Map<String, Object> level) {
        level.replaceAll((key, value) -> frozen(value));
        return level;
    }

    @SuppressWarnings("unchecked")
    private static Object frozen(Object value) {
        if (value instanceof List) {
            var list = (List<Object>) value;
            list.replaceAll(ParameterTree::frozen);
            return Collections.unmodifiableList(list);
        }
        if (value instanceof Map) {
            var level = frozenValues((Map<String, Object>) value);
            return hasIndexesOnly(level) ? inOrder(level) : new Parameters(level);
        }
        return value;
    }

    /** Whether a level is a list whose elements are numbered, as in {@code a[0]=x&a[1]=y}. */
    static boolean hasIndexesOnly(Map<String, Object> level) {
        if (level.isEmpty()) {
            return false;
        }
        for (var key : level.keySet()) {
            if (!isIndex(key)) {
                return false;
            }
        }
        return true;
    }

    static List<Object> inOrder(Map<String, Object> level) {
        var numbered = new ArrayList<>(level.entrySet());
        numbered.sort(Comparator.comparingInt(element -> Integer.parseInt(element.getKey())));
        var list = new ArrayList<>(numbered.size());
        numbered.forEach(element -> list.add(element.getValue()));
        return Collections.unmodifiableList(list);
    }

    private static boolean isIndex(String key) {
        if (key.isEmpty() || key.length() > LONGEST_INDEX) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) < '0' || key.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static RefusedException conflict() {
        return new RefusedException(ApiError.INVALID_PARAMS);
    }
}
