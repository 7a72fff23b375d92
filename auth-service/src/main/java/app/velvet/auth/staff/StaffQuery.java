package app.velvet.auth.staff;

import app.velvet.api.parameters.Fields;
import java.util.List;

/**
 * Which of the staff are asked for.
 *
 * @param ids null: all who are active
 */
record StaffQuery(List<Long> ids, boolean promotersOnly) {

    static StaffQuery read(Fields fields) {
        return new StaffQuery(fields.ids("ids"), fields.bool("promoters", false));
    }
}
