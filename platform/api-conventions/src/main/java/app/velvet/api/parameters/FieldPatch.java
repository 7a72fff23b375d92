package app.velvet.api.parameters;

/**
 * What a request says about one field of something that exists: nothing (it stays), or its new value, which is null
 * where the field is cleared.
 */
public final class FieldPatch<T> {

    private static final FieldPatch<?> ABSENT = new FieldPatch<>(false, null);

    private final boolean given;
    private final T value;

    private FieldPatch(boolean given, T value) {
        this.given = given;
        this.value = value;
    }

    @SuppressWarnings("unchecked")
    public static <T> FieldPatch<T> absent() {
        return (FieldPatch<T>) ABSENT;
    }

    /** @param value the new value; null clears the field */
    public static <T> FieldPatch<T> given(T value) {
        return new FieldPatch<>(true, value);
    }

    public boolean isGiven() {
        return given;
    }

    /** What the field becomes: the given value, or {@code current} where none was given. */
    public T over(T current) {
        return given ? value : current;
    }
}
