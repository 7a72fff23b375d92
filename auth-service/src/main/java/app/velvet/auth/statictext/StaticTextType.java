package app.velvet.auth.statictext;

import app.velvet.api.error.RefusedException;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.WireName;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;

/** Which text it is. */
enum StaticTextType implements WireName {
    TERMS("terms", "Terms of use"),
    PRIVACY("privacy", "Privacy policy");

    private static final int LONGEST_NAME = 255;

    @EnumeratedValue
    private final String wireName;

    private final String title;

    StaticTextType(String wireName, String title) {
        this.wireName = wireName;
        this.title = title;
    }

    /** What stands for one in the parameters, known or not. */
    static String read(Fields fields) {
        return fields.text("type", LONGEST_NAME);
    }

    /** @throws RefusedException {@link StaticTextError#NOT_FOUND}, also for null */
    static StaticTextType require(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> new RefusedException(StaticTextError.NOT_FOUND));
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** For people. */
    String title() {
        return title;
    }
}
