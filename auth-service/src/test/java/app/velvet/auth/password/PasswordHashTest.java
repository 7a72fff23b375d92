package app.velvet.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

    /** From the tests of the <a href="https://github.com/P-H-C/phc-winner-argon2/blob/master/src/test.c">reference</a>. */
    private static final String OF_THE_REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void agreesWithTheReferenceImplementation() {
        assertTrue(PasswordHash.parse(OF_THE_REFERENCE).matches("password"));
        assertFalse(PasswordHash.parse(OF_THE_REFERENCE).matches("Password"));
    }

    @Test
    void isReadBackAsItWasWritten() {
        assertEquals(OF_THE_REFERENCE, PasswordHash.parse(OF_THE_REFERENCE).toString());
    }

    @Test
    void theSamePasswordHasAnotherHashEachTime() {
        var first = PasswordHash.of("grüne Wiese", 7168, 1);
        var second = PasswordHash.of("grüne Wiese", 7168, 1);

        assertNotEquals(first.toString(), second.toString());
        assertTrue(first.matches("grüne Wiese") && second.matches("grüne Wiese"));
    }

    @Test
    void anotherHashFunctionIsNotTakenForIt() {
        assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse("$2b$12$abcdefghijklmnopqrstuv"));
    }
}
