package app.velvet.endtoend;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A local stack whose services stand behind what leads to their replicas, one each: a machine for tests has no room for two
 * of all at a time.
 */
final class RollingStack implements AutoCloseable {

    static final List<String> SERVICES =
            List.of("auth-service", "venues-service", "contacts-service", "sync-service", "push-service");

    private final LocalStack stack;
    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Endpoints> endpoints = new LinkedHashMap<>();
    private final Map<String, List<Replica>> replicas = new LinkedHashMap<>();

    /** @param repository whose packages the replicas run */
    RollingStack(LocalStack stack, Path repository) {
        this.stack = stack;
        SERVICES.forEach(service -> endpoints.put(service, new Endpoints(vertx)));
        SERVICES.forEach(service -> replace(service, repository));
    }

    private void replace(String service, Path repository) {
        replicas.put(service, new ArrayList<>());
        add(service, repository);
        stack.end(service);
        endpoints.get(service).listenToGateway(stack.addressOf(service).getPort());
    }

    private void add(String service, Path repository) {
        var replica = Replica.start(service, repository, settings(service));
        replicas.get(service).add(replica);
        endpoints.get(service).add(replica.port());
    }

    /** As Kubernetes does: nobody is led to it any more, and then it is told to end. */
    private void removeOldest(String service) {
        var oldest = replicas.get(service).remove(0);
        endpoints.get(service).remove(oldest.port());
        oldest.end();
    }

    /** Those of the one there was, but that it finds the others where their replicas are. */
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

    /**
     * Goes from one release to another, back, and there again, as a Deployment does that may not lack a replica: another one is
     * ready before one goes.
     */
    void roll(String service, Path from, Path to) {
        add(service, from);
        replaceOldest(service, to);
        replaceOldest(service, from);
        removeOldest(service);
        replaceOldest(service, to);
    }

    private void replaceOldest(String service, Path repository) {
        add(service, repository);
        removeOldest(service);
    }

    @Override
    public void close() {
        replicas.values().forEach(ofService -> ofService.forEach(Replica::end));
        vertx.close();
    }
}
