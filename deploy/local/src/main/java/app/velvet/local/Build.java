package app.velvet.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The packages of the services, built by Maven where they are missing. */
record Build(Path repository, Path log) {

    private static final Pattern MODULE = Pattern.compile("\\[INFO] Building (.+?) \\S+-SNAPSHOT.*\\[(\\d+/\\d+)]");
    private static final Pattern ERROR = Pattern.compile("\\[ERROR] (.+)");
    private static final String PACKAGE = "target/quarkus-app";

    /** Returns the folder of a service's package. */
    Path packageOf(Service service) {
        return repository.resolve(service.name()).resolve(PACKAGE);
    }

    private boolean isBuilt(Service service) {
        return Files.exists(packageOf(service).resolve("quarkus-run.jar"));
    }

    /** Builds the services that are not built, telling how it goes. */
    void buildWhatIsMissing() {
        List<Service> missing =
                Service.ALL.stream().filter(service -> !isBuilt(service)).toList();
        if (!missing.isEmpty()) {
            System.out.println("Building what is not built yet; this takes minutes at the first time.");
            run(missing);
        }
    }

    /** Names the services whose sources are newer than their packages: they run as they were built. */
    void warnOfOldPackages() {
        List<String> old = Service.ALL.stream()
                .filter(this::isOlderThanItsSources)
                .map(Service::name)
                .toList();
        if (!old.isEmpty()) {
            System.out.println("Changed since it was built, and started as built: " + String.join(", ", old)
                    + " (mvn package -DskipTests builds it)");
        }
    }

    private boolean isOlderThanItsSources(Service service) {
        try (Stream<Path> sources =
                Files.walk(repository.resolve(service.name()).resolve("src/main"))) {
            var built = Files.getLastModifiedTime(packageOf(service).resolve("quarkus-run.jar"));
            return sources.filter(Files::isRegularFile).anyMatch(source -> {
                try {
                    return Files.getLastModifiedTime(source).compareTo(built) > 0;
                } catch (IOException gone) {
                    return false;
                }
            });
        } catch (IOException unreadable) {
            return false;
        }
    }

    private void run(List<Service> services) {
        String modules = services.stream().map(Service::name).collect(Collectors.joining(","));
        List<String> errors = new ArrayList<>();
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            "mvn", "-B", "-ntp", "-DskipTests", "-pl", modules, "-am", "package")
                    .directory(repository.toFile())
                    .redirectErrorStream(true);
            Path home = Path.of(System.getProperty("java.home"));
            if (Files.exists(home.resolve("bin/javac"))) {
                builder.environment().put("JAVA_HOME", home.toString());
            }
            Process maven = builder.start();
            try (BufferedReader output =
                            new BufferedReader(new InputStreamReader(maven.getInputStream(), StandardCharsets.UTF_8));
                    PrintWriter copy = new PrintWriter(Files.newBufferedWriter(log))) {
                output.lines().forEach(line -> {
                    copy.println(line);
                    tell(line, errors);
                });
            }
            if (maven.waitFor() != 0) {
                throw new Trouble("The build failed, see " + log
                        + errors.stream().findFirst().map(error -> ": " + error).orElse(""));
            }
        } catch (IOException e) {
            throw new Trouble("Maven could not be run, which builds the services: is mvn on the PATH?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("The build was interrupted", e);
        }
    }

    private static void tell(String line, List<String> errors) {
        Matcher module = MODULE.matcher(line);
        if (module.find()) {
            System.out.println("  building " + module.group(1) + " (" + module.group(2) + ")");
        }
        Matcher error = ERROR.matcher(line);
        if (error.find()) {
            errors.add(error.group(1));
        }
    }
}
