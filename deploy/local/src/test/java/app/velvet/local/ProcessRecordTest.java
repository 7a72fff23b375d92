package app.velvet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessRecordTest {

    @TempDir
    private Path folder;

    @Test
    void findsItsProcessAsLongAsItRuns() throws Exception {
        Path file = folder.resolve("cat.pid");
        Process cat = cat();
        ProcessRecord.of(cat.toHandle()).write(file);

        assertThat(ProcessRecord.running(file).map(ProcessHandle::pid)).contains(cat.pid());

        cat.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        assertThat(ProcessRecord.running(file)).isEmpty();
    }

    @Test
    void doesNotTakeAnotherProcessOfTheSameIdForIt() throws Exception {
        Path file = folder.resolve("cat.pid");
        Process cat = cat();
        ProcessRecord now = ProcessRecord.of(cat.toHandle());
        new ProcessRecord(now.pid(), now.startedAt() - 60_000).write(file);

        assertThat(ProcessRecord.running(file)).isEmpty();

        cat.destroyForcibly();
    }

    @Test
    void findsNothingWhereNothingIsNoted() {
        assertThat(ProcessRecord.running(folder.resolve("missing.pid"))).isEmpty();
    }

    private static Process cat() throws IOException {
        return new ProcessBuilder("cat").start();
    }
}
