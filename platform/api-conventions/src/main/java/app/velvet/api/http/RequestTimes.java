package app.velvet.api.http;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.DoubleStream;

/**
 * Has the times of requests counted in a few buckets, so that quantiles can be told of all replicas together. Each bucket is a
 * series for each path, method and status: Micrometer's own seventy would be too many.
 */
@Singleton
class RequestTimes implements MeterFilter {

    private static final String METER = "http.server.requests";

    private static final double[] BUCKETS = DoubleStream.of(0.025, 0.1, 0.25, 0.5, 1, 2.5, 10)
            .map(seconds -> seconds * Duration.ofSeconds(1).toNanos())
            .toArray();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        if (!id.getName().equals(METER)) {
            return config;
        }
        return DistributionStatisticConfig.builder()
                .serviceLevelObjectives(BUCKETS)
                .build()
                .merge(config);
    }
}
