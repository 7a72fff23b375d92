package app.velvet.events.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChoreTest {

    private final List<String> said = new ArrayList<>();
    private final Logger log = Logger.getLogger(Chore.class.getName());
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.INFO.intValue()) {
                said.add(line.getLevel() + " " + line.getMessage().formatted(line.getParameters()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private boolean closing;
    private SQLException failure;
    private final Chore chore = new Chore("do it", () -> closing, () -> {
        if (failure != null) {
            throw failure;
        }
    });

    @BeforeEach
    void listen() {
        log.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(listener);
    }

    @Test
    void failureIsSaidWhenItBeginsAndWhenItEnds() {
        chore.attempt();
        failure = new SQLException("no");
        chore.attempt();
        chore.attempt();
        chore.attempt();
        failure = null;
        chore.attempt();
        chore.attempt();

        assertEquals(
                List.of(
                        "WARN The relay cannot do it now and keeps trying: java.sql.SQLException: no",
                        "INFO The relay can do it again"),
                said);
    }

    @Test
    void expectedFailureIsNotSaid() {
        closing = true;
        failure = new SQLException("no");
        chore.attempt();

        assertEquals(List.of(), said);
    }
}
