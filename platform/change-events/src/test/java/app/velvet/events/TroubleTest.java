package app.velvet.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

class TroubleTest {

    private final Trouble trouble =
            new Trouble(Logger.getLogger(TroubleTest.class), "The well is dry", "The well has water");

    @Test
    void lastingTroubleIsSaidOnceWithItsCausesAndOnceWhenItIsOver() {
        try (var log = new CapturedLog(TroubleTest.class)) {
            for (var times = 0; times < 3; times++) {
                trouble.met(new IOException("of Zoë", new SQLException("of Max", "08006")));
            }
            trouble.over();
            trouble.over();

            assertEquals(
                    List.of(
                            "The well is dry: java.io.IOException because of java.sql.SQLException, SQLSTATE 08006",
                            "The well has water"),
                    log.messages(Level.INFO));
        }
    }

    @Test
    void troubleThatComesBackIsSaidAgain() {
        try (var log = new CapturedLog(TroubleTest.class)) {
            trouble.met(new IOException());
            trouble.over();
            trouble.met(new IOException());

            assertEquals(
                    List.of(
                            "The well is dry: java.io.IOException",
                            "The well has water",
                            "The well is dry: java.io.IOException"),
                    log.messages(Level.INFO));
        }
    }
}
