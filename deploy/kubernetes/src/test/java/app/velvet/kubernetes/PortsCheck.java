package app.velvet.kubernetes;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Ports, probes and metrics are where the services really have them. */
final class PortsCheck implements Check {

    private static final String PORT = "quarkus.http.port";
    private static final String MANAGEMENT = "quarkus.management.enabled";
    private static final String HEALTH_ROOT = "quarkus.smallrye-health.root-path";

    /** Defaults of settings that are fixed when a service is built and that Quarkus does not describe to those who use it. */
    private static final Map<String, String> HEALTH = Map.of(
            "startupProbe", "quarkus.smallrye-health.startup-path=started",
            "livenessProbe", "quarkus.smallrye-health.liveness-path=live",
            "readinessProbe", "quarkus.smallrye-health.readiness-path=ready");

    private final QuarkusSettings quarkus = QuarkusSettings.read();
    private final List<ServiceCode> services;

    PortsCheck(List<ServiceCode> services) {
        this.services = services;
    }

    @Override
    public List<String> findings(Manifests manifests) {
        Findings findings = new Findings();
        for (ServiceCode service : services) {
            Manifest deployment = manifests.require("Deployment", service.name());
            Environment environment = new Environment(deployment, manifests);
            String port = environment.value(SettingsCheck.variable(PORT)).orElseGet(() -> setting(service, PORT, null));
            findings.require(
                    deployment.container().at("/ports/0/containerPort").asText().equals(port),
                    deployment,
                    "it listens at " + port);
            findings.require(
                    setting(service, MANAGEMENT, null).equals("false"), deployment, "health has a port of its own");
            probes(service, deployment, findings);
            metrics(service, manifests, findings);
        }
        return findings.all();
    }

    private void probes(ServiceCode service, Manifest deployment, Findings findings) {
        findings.require(service.has("quarkus-smallrye-health"), deployment, "it has no health");
        HEALTH.forEach((probe, path) -> {
            String[] settingAndDefault = path.split("=");
            String expected = root(service) + setting(service, HEALTH_ROOT, "health") + "/"
                    + setting(service, settingAndDefault[0], settingAndDefault[1]);
            findings.require(
                    deployment
                            .container()
                            .path(probe)
                            .at("/httpGet/path")
                            .asText()
                            .equals(expected),
                    deployment,
                    probe + " is at " + expected);
        });
    }

    private void metrics(ServiceCode service, Manifests manifests, Findings findings) {
        Manifest monitor = manifests.require("ServiceMonitor", service.name());
        String expected = root(service) + setting(service, "quarkus.micrometer.export.prometheus.path", null);
        findings.require(service.has("quarkus-micrometer-registry-prometheus"), monitor, "it has no metrics");
        findings.require(
                monitor.at("/spec/endpoints/0/path").asText().equals(expected), monitor, "metrics are at " + expected);
    }

    private String root(ServiceCode service) {
        return "/" + setting(service, "quarkus.http.non-application-root-path", null) + "/";
    }

    private String setting(ServiceCode service, String name, String otherwise) {
        return service.property(name)
                .or(() -> quarkus.defaultOf(name))
                .orElseGet(() -> Objects.requireNonNull(otherwise, name));
    }
}
