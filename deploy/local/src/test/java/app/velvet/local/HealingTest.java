package app.velvet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start hears of a launcher that it asks to start what is missing. */
class HealingTest {

    private static final Duration NO_TIME = Duration.ofMillis(100);
    private static final Duration ENOUGH = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private DataFolder data;
    private Healing healing;
    private Process launcher;

    @BeforeEach
    void runALauncher() throws IOException {
        data = new DataFolder(folder);
        Files.createDirectories(data.run());
        healing = new Healing(data);
        launcher = new ProcessBuilder("sleep", "600").start();
        ProcessRecord.of(launcher.toHandle()).write(data.record(RunningStack.LAUNCHER));
    }

    @AfterEach
    void endIt() {
        launcher.destroyForcibly();
    }

    @Test
    void itIsDoneWhenTheStackIsReady() throws Exception {
        launcherThat(() -> Files.writeString(data.readyFile(), "http://localhost:8080\n"));

        assertThat(healing.request(ENOUGH)).isTrue();
    }

    @Test
    void aReadinessOfEarlierIsNoAnswer() throws Exception {
        Files.writeString(data.readyFile(), "http://localhost:8080\n");

        assertTrouble(NO_TIME, "The launcher of Velvet on " + folder + " does not answer; deploy/local/stop ends it");
    }

    @Test
    void whyItCouldNotBeDoneIsSaid() throws Exception {
        launcherThat(() -> healing.refuse("kafka has ended unexpectedly, see its log"));

        assertTrouble(ENOUGH, "kafka has ended unexpectedly, see its log");
    }

    @Test
    void aRefusalOfEarlierIsNoAnswer() throws Exception {
        healing.refuse("kafka has ended unexpectedly, see its log");
        launcherThat(() -> Files.writeString(data.readyFile(), "http://localhost:8080\n"));

        assertThat(healing.request(ENOUGH)).isTrue();
    }

    @Test
    void aLauncherThatIsOnItsWayDownHasNotBegun() throws Exception {
        launcher.destroy();
        launcher.waitFor();

        assertThat(healing.request(ENOUGH)).isFalse();
    }

    @Test
    void aStackThatIsStoppedMeanwhileIsNotReady() {
        launcherThat(() -> launcher.destroy());

        assertTrouble(ENOUGH, "Velvet has been stopped meanwhile on " + folder);
    }

    @Test
    void aRequestThatNobodyTookIsTakenBack() throws Exception {
        assertThatExceptionOfType(Trouble.class).isThrownBy(() -> healing.request(NO_TIME));

        assertThat(healing.takeRequest()).isFalse();
    }

    @Test
    void aStackCanBeHealedOnceItWasReadyAndWhileItsLauncherRuns() throws Exception {
        RunningStack stack = new RunningStack(data);
        assertThat(stack.healablePort()).isEmpty();
        Files.writeString(data.portFile(), "8080\n");
        assertThat(stack.healablePort()).contains(8080);

        launcher.destroy();
        launcher.waitFor();

        assertThat(stack.healablePort()).isEmpty();
    }

    private interface Answer {
        void give() throws IOException;
    }

    /** Takes the next request and then does that. */
    private void launcherThat(Answer answer) {
        CompletableFuture.runAsync(() -> {
            try {
                while (!healing.takeRequest()) {
                    Thread.onSpinWait();
                }
                answer.give();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void assertTrouble(Duration patience, String line) {
        assertThatExceptionOfType(Trouble.class)
                .isThrownBy(() -> healing.request(patience))
                .withMessage(line);
    }
}
