package app.velvet.auth.permissionlevel;

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
            actions.put(subject, List.of("manage", "read"));
        }
        actions.put(Subject.CONTACT, List.of("manage", "read", "view_full"));
        actions.put(
                Subject.RESERVATION,
                List.of(
                        "closeout",
                        "read",
                        "create",
                        "manage",
                        "override_minimum",
                        "override_party_size",
                        "manage_at_the_rope"));
        actions.put(Subject.GUESTLIST, List.of("closeout", "read", "manage"));
        actions.put(Subject.EVENT, List.of("read", "manage", "closeout"));
        actions.put(Subject.CONTACT_QUALIFICATION, List.of("update", "read"));
        actions.put(Subject.GENERAL_ADMISSION_ENTRANCE_TYPE, List.of("closeout", "read"));
        actions.put(Subject.CAMPAIGN, List.of("manage", "read", "have"));
        actions.put(Subject.REPORTS, List.of("read"));
        return actions;
    }
}
