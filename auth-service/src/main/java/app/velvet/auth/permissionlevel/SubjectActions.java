package app.velvet.auth.permissionlevel;

import static app.velvet.api.permission.Permissions.CLOSEOUT;
import static app.velvet.api.permission.Permissions.CREATE;
import static app.velvet.api.permission.Permissions.HAVE;
import static app.velvet.api.permission.Permissions.MANAGE;
import static app.velvet.api.permission.Permissions.MANAGE_AT_THE_ROPE;
import static app.velvet.api.permission.Permissions.OVERRIDE_MINIMUM;
import static app.velvet.api.permission.Permissions.OVERRIDE_PARTY_SIZE;
import static app.velvet.api.permission.Permissions.READ;
import static app.velvet.api.permission.Permissions.UPDATE;
import static app.velvet.api.permission.Permissions.VIEW_FULL;

import app.velvet.api.permission.Subject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The actions that can be permitted on each subject. */
final class SubjectActions {

    private static final Map<Subject, List<String>> ACTIONS = actions();

    private SubjectActions() {}

    static List<String> of(Subject subject) {
        return ACTIONS.get(subject);
    }

    static Optional<Subject> subject(String wireName) {
        return Arrays.stream(Subject.values())
                .filter(subject -> subject.wireName().equals(wireName))
                .findAny();
    }

    private static Map<Subject, List<String>> actions() {
        var actions = new EnumMap<Subject, List<String>>(Subject.class);
        for (var subject : Subject.values()) {
            actions.put(subject, List.of(MANAGE, READ));
        }
        actions.put(Subject.CONTACT, List.of(MANAGE, READ, VIEW_FULL));
        actions.put(
                Subject.RESERVATION,
                List.of(CLOSEOUT, READ, CREATE, MANAGE, OVERRIDE_MINIMUM, OVERRIDE_PARTY_SIZE, MANAGE_AT_THE_ROPE));
        actions.put(Subject.GUESTLIST, List.of(CLOSEOUT, READ, MANAGE));
        actions.put(Subject.EVENT, List.of(READ, MANAGE, CLOSEOUT));
        actions.put(Subject.CONTACT_QUALIFICATION, List.of(UPDATE, READ));
        actions.put(Subject.GENERAL_ADMISSION_ENTRANCE_TYPE, List.of(CLOSEOUT, READ));
        actions.put(Subject.CAMPAIGN, List.of(MANAGE, READ, HAVE));
        actions.put(Subject.REPORTS, List.of(READ));
        return actions;
    }
}
