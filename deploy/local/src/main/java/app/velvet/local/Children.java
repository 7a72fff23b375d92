package app.velvet.local;

import app.velvet.local.gateway.Gateway;
import app.velvet.local.standin.StandIns;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How the stand-ins, the services and the gateway are started. */
record Children(DataFolder data, PortBook ports, int port) {

    private static final int SERVICE_HEAP = 224;
    /** Decodes the largest WebP that is accepted. It is a maximum: a service that gets no such picture never takes it. */
    private static final int HEAP_FOR_LARGE_PICTURES = 640;

    private static final int GATEWAY_HEAP = 64;
    private static final int STAND_INS_HEAP = 64;

    /** In the order in which they start. */
    List<Child> all() {
        return Stream.of(Stream.of(standIns()), Service.ALL.stream().map(this::service), Stream.of(gateway()))
                .flatMap(children -> children)
                .toList();
    }

    private Child standIns() {
        List<String> command = JavaCommand.withHeap(STAND_INS_HEAP, data.scratch())
                .quick()
                .main(
                        StandIns.class,
                        data.program("launcher"),
                        ports.of(RunningStack.STAND_INS),
                        ports.of(PortBook.APNS),
                        ports.of(PortBook.SMTP),
                        ports.of(PortBook.FCM),
                        data.apnsCredentials().folder(),
                        data.serviceAccount().folder());
        URI page = URI.create(ports.addressOf(RunningStack.STAND_INS) + StandIns.PAGE);
        return new Child(RunningStack.STAND_INS, command, data.root(), page);
    }

    private Child service(Service service) {
        List<String> command = JavaCommand.withHeap(
                        service.takesPictures() ? HEAP_FOR_LARGE_PICTURES : SERVICE_HEAP, data.scratch())
                .quick()
                .jar(data.program(service.name()).resolve("quarkus-run.jar"));
        URI readiness = URI.create(ports.addressOf(service.name()) + "/q/health/ready");
        return new Child(service.name(), command, data.home(service), readiness);
    }

    /** It is ready when it passes something on. */
    private Child gateway() {
        List<Object> arguments = new ArrayList<>(List.of(
                port,
                data.program("manifests").resolve("http-routes.yaml"),
                data.program("local-manifests").resolve("local-routes.yaml"),
                RunningStack.STAND_INS + "=" + ports.of(RunningStack.STAND_INS)));
        Service.ALL.forEach(service -> arguments.add(service.name() + "=" + ports.of(service.name())));
        List<String> command = JavaCommand.withHeap(GATEWAY_HEAP, data.scratch())
                .quick()
                .main(Gateway.class, data.program("launcher"), arguments.toArray());
        return new Child(
                RunningStack.GATEWAY,
                command,
                data.root(),
                URI.create("http://localhost:" + port + "/.well-known/jwks.json"));
    }
}
