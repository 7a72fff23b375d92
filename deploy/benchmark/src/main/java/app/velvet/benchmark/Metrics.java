package app.velvet.benchmark;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a service tells of itself. */
final class Metrics {

    private static final Pattern BUCKET =
            Pattern.compile("^(\\w+)_bucket\\{[^}]*le=\"([^\"]+)\"[^}]*} ([0-9.E+]+)$", Pattern.MULTILINE);

    private Metrics() {}

    /** The value of a metric without labels; 0 while there is none. */
    static double value(PackagedProcess service, String name) throws IOException {
        Matcher found = Pattern.compile("^" + name + "(?:\\{[^}]*})? ([0-9.E+-]+)$", Pattern.MULTILINE)
                .matcher(service.get("/q/metrics").body());
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }

    /** The sum of a metric over all of its labels; 0 while there is none. */
    static double sum(PackagedProcess service, String name) throws IOException {
        return Pattern.compile("^" + name + "\\{[^}]*} ([0-9.E+-]+)$", Pattern.MULTILINE)
                .matcher(service.get("/q/metrics").body())
                .results()
                .mapToDouble(value -> Double.parseDouble(value.group(1)))
                .sum();
    }

    /** The buckets of a histogram: how many were at most so long. */
    static Map<Double, Double> histogram(PackagedProcess service, String name) throws IOException {
        var buckets = new TreeMap<Double, Double>();
        var found = BUCKET.matcher(service.get("/q/metrics").body());
        while (found.find()) {
            if (found.group(1).equals(name)) {
                var limit =
                        found.group(2).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(found.group(2));
                buckets.merge(limit, Double.parseDouble(found.group(3)), Double::sum);
            }
        }
        return buckets;
    }

    /**
     * The value that this part of what came between two looks at a histogram does not exceed, as exactly as its buckets tell:
     * within one, values count as spread evenly.
     */
    static double quantile(Map<Double, Double> before, Map<Double, Double> after, double part) {
        double all = after.values().stream().mapToDouble(count -> count).max().orElse(0)
                - before.values().stream().mapToDouble(count -> count).max().orElse(0);
        double wanted = all * part;
        double lowerLimit = 0;
        double lowerCount = 0;
        for (var bucket : new TreeMap<>(after).entrySet()) {
            double count = bucket.getValue() - before.getOrDefault(bucket.getKey(), 0.0);
            if (count >= wanted && count > lowerCount) {
                return bucket.getKey().isInfinite()
                        ? lowerLimit
                        : lowerLimit + (bucket.getKey() - lowerLimit) * (wanted - lowerCount) / (count - lowerCount);
            }
            lowerLimit = bucket.getKey();
            lowerCount = count;
        }
        throw new Failure("Nothing was measured");
    }
}
