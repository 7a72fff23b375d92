package app.velvet.events;

/**
 * Names of the Kafka headers of a change: <a
 * href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents 1.0,
 * Kafka binary mode</a>, and our extensions to it. All values are UTF-8 text.
 */
public final class ChangeHeaders {

    /** Always {@value #SPEC_VERSION_VALUE}. */
    public static final String SPEC_VERSION = "ce_specversion";

    public static final String SPEC_VERSION_VALUE = "1.0";

    /** {@code <epoch>-<company>-<sequence>}: the same each time a change is published again. */
    public static final String ID = "ce_id";

    /** The publishing service, e.g. {@code /contacts-service}. */
    public static final String SOURCE = "ce_source";

    /** E.g. {@code velvet.tag_category.updated}. */
    public static final String TYPE = "ce_type";

    /** {@code <Class>/<id>}. */
    public static final String SUBJECT = "ce_subject";

    /** RFC 3339, UTC. */
    public static final String TIME = "ce_time";

    /** The urn of the JSON Schema of the class, see {@link Envelope#schemaOf}. */
    public static final String DATA_SCHEMA = "ce_dataschema";

    public static final String CONTENT_TYPE = "content-type";

    public static final String CONTENT_TYPE_VALUE = "application/json; charset=UTF-8";

    public static final String COMPANY_ID = "ce_companyid";

    /** The publishing database's epoch. Epochs of one topic order as text: a later one is greater. */
    public static final String EPOCH = "ce_epoch";

    /** Grows by one within company, topic and epoch; a tombstone has none. */
    public static final String SEQUENCE = "ce_sequence";

    /** The user who made the change; absent if no user did. */
    public static final String ACTOR_ID = "ce_actorid";

    /**
     * The session in which the user made the change, so that the device that made it can be told from the others; absent if
     * it was made in none.
     */
    public static final String SESSION_ID = "ce_sessionid";

    /** The audiences, separated by commas; empty if nobody may see it in a feed. */
    public static final String AUDIENCE = "ce_audience";

    /**
     * <a href="https://www.w3.org/TR/trace-context/">W3C trace context</a>: of the publishing, where the trace is recorded, else
     * what the request had; absent if that was nothing.
     */
    public static final String TRACE_PARENT = "traceparent";

    private ChangeHeaders() {}
}
