package app.velvet.endtoend;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A local stack with two replicas of each service in the place of one. */
final class ReplicatedStack implements AutoCloseable {

    static final List<String> SERVICES =
            List.of("auth-service", "contacts-service", "venues-service", "sync-service", "push-service");

    private static final int REPLICAS = 2;

    private final LocalStack stack;
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Endpoints> endpoints = new LinkedHashMap<>();
    private final Map<String, List<Replica>> replicas = new LinkedHashMap<>();

    /** @param repository whose packages the replicas run */
    ReplicatedStack(LocalStack stack, Path repository) {
        this.stack = stack;
        SERVICES.forEach(service -> endpoints.put(service, new Endpoints(vertx)));
        SERVICES.forEach(service -> replace(service, repository));
    }

    private void replace(String service, Path repository) {
        replicas.put(service, new ArrayList<>());
        for (int i = 0; i < REPLICAS; i++) {
            add(service, repository);
        }
        stack.end(service);
        endpoints.get(service).listenToGateway(stack.addressOf(service).getPort());
    }

    private void add(String service, Path repository) {
        var replica = Replica.start(service, repository, settings(service));
        replicas.get(service).add(replica);
        endpoints.get(service).add(replica.port());
    }

    /** Those of the one there was, but that it finds the others where all their replicas are. */
    private Properties settings(String service) {
        var settings = new Properties();
        stack.settingsOf(service).forEach((name, value) -> settings.put(name, leadToReplicas(value.toString())));
        return settings;
    }

    private String leadToReplicas(String setting) {
        for (var service : endpoints.entrySet()) {
            var one = stack.addressOf(service.getKey()).toString();
            if (setting.equals(one) || setting.startsWith(one + "/")) {
                return URI.create("http://127.0.0.1:" + service.getValue().port()) + setting.substring(one.length());
            }
        }
        return setting;
    }

    /** Puts others in the place of a service's replicas, one by one, as a Deployment does that may not lack any. */
    void roll(String service, Path repository) {
        for (var old : List.copyOf(replicas.get(service))) {
            add(service, repository);
            endpoints.get(service).remove(old.port());
            replicas.get(service).remove(old);
            old.end();
        }
    }

    @Override
    public void close() {
        replicas.values().forEach(ofService -> ofService.forEach(Replica::end));
        vertx.close();
    }
}
