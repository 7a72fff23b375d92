package app.velvet.contacts.filter;

import app.velvet.api.parameters.WireName;
import java.util.List;

/**
 * What one field has to be, or must not be, in normal form.
 *
 * @param key names the field; whether there is such a one shows only when the filter is applied
 * @param value each is good enough; none is blank
 */
public record Filter(Inclusion isIncluded, String key, List<String> value) {

    /** Whether the field is to have one of the values, or none of them. */
    public enum Inclusion implements WireName {
        IS("is"),
        IS_NOT("is_not");

        private final String wireName;

        Inclusion(String wireName) {
            this.wireName = wireName;
        }

        @Override
        public String wireName() {
            return wireName;
        }
    }
}
