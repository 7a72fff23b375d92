package app.velvet.api.parameters;

/** An enum whose values have names of their own in requests and answers. */
public interface WireName {

    /** The value's name in parameters and in JSON, e.g. {@code no_level}. */
    String wireName();
}
