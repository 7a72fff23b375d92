package app.velvet.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Puts a stack together: starts what does not run of it, in order, and waits until all of it is ready. */
final class Assembly {

    private final DataFolder data;
    private final PortBook ports;
    private final Processes processes;
    private final Children children;
    private final ServiceSettings settings;
    private final Set<String> started = new TreeSet<>();
    private Instant began;

    Assembly(DataFolder data, int port) {
        this.data = data;
        this.ports = new PortBook(data.ports());
        this.processes = new Processes(data, ports, this::sayReady);
        this.children = new Children(data, ports, port);
        this.settings = new ServiceSettings(data, ports, processes, port);
    }

    /**
     * Returns when all is ready. What runs already is left alone; if it ends on the way, as a service may that misses its
     * database, it is started as well. Not to be called twice at once.
     *
     * @throws Trouble if something does not start, or ends again after it was started
     */
    void makeWhole() throws IOException {
        began = Instant.now();
        started.clear();
        Secrets.makeServiceKey(data.serviceKey());
        data.apnsCredentials().make();
        data.serviceAccount().make();
        processes.startServers();
        for (Service service : Service.ALL) {
            settings.write(service);
        }
        List<Child> all = children.all();
        for (Child child : all) {
            startUnlessAlive(child);
        }
        for (Child child : all) {
            awaitReady(child);
        }
        RunningStack.processes().forEach(this::requireAlive);
    }

    private void startUnlessAlive(Child child) throws IOException {
        if (!processes.isAlive(child.name())) {
            processes.startChild(child);
            started.add(child.name());
        }
    }

    private void awaitReady(Child child) throws IOException {
        while (!Readiness.await(child.readiness(), () -> isThereHopeFor(child))) {
            requireServers();
            if (processes.isAlive(child.name()) || started.contains(child.name())) {
                throw new Trouble(child.name() + " did not start, see " + data.log(child.name()));
            }
            startUnlessAlive(child);
        }
        if (started.contains(child.name())) {
            sayReady(child.name());
        }
    }

    private boolean isThereHopeFor(Child child) {
        return processes.isAlive(child.name())
                && processes.isAlive(RunningStack.POSTGRESQL)
                && processes.isAlive(RunningStack.KAFKA);
    }

    private void requireServers() {
        requireAlive(RunningStack.POSTGRESQL);
        requireAlive(RunningStack.KAFKA);
    }

    private void requireAlive(String process) {
        if (!processes.isAlive(process)) {
            throw new Trouble(process + " has ended unexpectedly, see " + data.log(process));
        }
    }

    String addressOf(Service service) {
        return ports.addressOf(service.name());
    }

    boolean isEnding() {
        return processes.isEnding();
    }

    /** Ends all processes and returns when they have ended; from now on none is started any more. */
    void end() {
        processes.end();
    }

    /** Called by any thread. */
    void sayReady(String what) {
        System.out.printf(
                "  %-18s ready after %.1f s%n",
                what, Duration.between(began, Instant.now()).toMillis() / 1_000.0);
    }
}
