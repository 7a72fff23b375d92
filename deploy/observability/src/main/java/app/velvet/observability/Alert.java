package app.velvet.observability;

import java.util.Map;

/** An alert as Prometheus is given it. */
public record Alert(String name, Query query, Map<String, String> labels, Map<String, String> annotations) {}
