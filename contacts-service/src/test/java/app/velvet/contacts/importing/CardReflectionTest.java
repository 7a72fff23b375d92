package app.velvet.contacts.importing;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import app.velvet.testing.PostgresAndKafka;
import app.velvet.testing.reflection.RegisteredClasses;
import ezvcard.VCard;
import ezvcard.util.CaseClasses;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.File;
import java.util.Arrays;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresAndKafka.class)
class CardReflectionTest {

    /** Those of values. Others may be of libraries that are not there. */
    private static final Pattern VALUES = Pattern.compile("(ezvcard/(?:parameter/)?\\w+)\\.class");

    private static Set<String> lookedUpByTheLibrary() throws Exception {
        var library = VCard.class.getProtectionDomain().getCodeSource().getLocation();
        try (var jar = new JarFile(new File(library.toURI()))) {
            return jar.stream()
                    .map(entry -> VALUES.matcher(entry.getName()))
                    .filter(name -> name.matches())
                    .map(name -> name.group(1).replace('/', '.'))
                    .filter(CardReflectionTest::findsItsValuesByReflection)
                    .collect(toSet());
        }
    }

    private static boolean findsItsValuesByReflection(String className) {
        try {
            return Arrays.stream(Class.forName(className, false, VCard.class.getClassLoader())
                            .getDeclaredFields())
                    .anyMatch(field -> CaseClasses.class.isAssignableFrom(field.getType()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void allThatTheLibraryLooksUpIsRegistered() throws Exception {
        var lookedUp = lookedUpByTheLibrary();

        assertFalse(lookedUp.isEmpty());
        lookedUp.removeAll(RegisteredClasses.names());
        assertEquals(Set.of(), lookedUp);
    }
}
