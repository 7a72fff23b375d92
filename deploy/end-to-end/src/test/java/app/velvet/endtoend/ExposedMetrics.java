package app.velvet.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a service tells Prometheus of itself. */
record ExposedMetrics(Set<String> names, List<Series> series) {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");
    private static final Pattern SERIES = Pattern.compile("(?m)^(\\w+)(?:\\{(.*)\\})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final String GREATEST = "_max";

    record Series(String metric, Map<String, String> labels) {}

    static ExposedMetrics of(URI service) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(service.resolve("/q/metrics")).build();
        var text = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        return new ExposedMetrics(
                names(text),
                SERIES.matcher(text)
                        .results()
                        .map(series -> new Series(series.group(1), labels(series.group(2))))
                        .toList());
    }

    /** Of a histogram one name, without those of its buckets, count, sum and maximum. */
    private static Set<String> names(String text) {
        var types =
                TYPE.matcher(text).results().collect(Collectors.toMap(type -> type.group(1), type -> type.group(2)));
        var names = new TreeSet<String>();
        types.forEach((name, type) -> names.add(type.equals("counter") ? name + "_total" : name));
        names.removeIf(name ->
                name.endsWith(GREATEST) && types.containsKey(name.substring(0, name.length() - GREATEST.length())));
        return names;
    }

    private static Map<String, String> labels(String braces) {
        return braces == null
                ? Map.of()
                : LABEL.matcher(braces)
                        .results()
                        .collect(Collectors.toMap(label -> label.group(1), label -> label.group(2)));
    }
}
