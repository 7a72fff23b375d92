package app.velvet.api.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.token.Caller;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may do what: the contract's tables, written down here once more, against every permission there can be. */
class RightTest {

    private static final long USER = 7;
    private static final long COLLEAGUE = 8;
    private static final long VENUE = 3;
    private static final long ELSEWHERE = 4;

    /** Each right, the subject and the actions that permit it, and what else it takes or who else has it. */
    private static final String TABLE = """
            READ_CONTACTS            | Contact                   | read manage      |
            READ_CONTACTS_IN_FULL    | Contact                   | view_full manage |
            CREATE_CONTACTS          | Contact                   | manage           | or promoter
            CHANGE_CONTACTS          | Contact                   | manage           |
            CHANGE_CONTACT_OWNERS    | ContactOwner              | manage           |
            READ_QUALIFICATIONS      | ContactQualification      | read manage      |
            CHANGE_QUALIFICATIONS    | ContactQualification      | update manage    |
            READ_TASKS               | Task                      | read manage      |
            CHANGE_TASKS             | Task                      | manage           |
            MANAGE_GOALS             | VenueGoalTemplate         | manage           |
            MANAGE_EVENT_GOALS       | EventVenueGoalTemplate    | manage           |
            READ_REPORTS             | Reports                   | read manage      | whole company
            READ_EVENTS              | Event                     | read manage      |
            CHANGE_EVENTS            | Event                     | manage           |
            CREATE_ARTISTS           | Event                     | manage           |
            CHANGE_ARTISTS           | Event                     | manage           | whole company
            READ_RESERVATIONS        | Reservation               | read manage      |
            CREATE_RESERVATIONS      | Reservation               | create manage    |
            CHANGE_RESERVATIONS      | Reservation               | manage           |
            CLOSE_OUT_RESERVATIONS   | Reservation               | closeout manage  |
            OVERRIDE_PARTY_SIZE      | Reservation               | override_party_size manage |
            OVERRIDE_MINIMUM         | Reservation               | override_minimum manage |
            HOLD_TABLES              | Reservation               | create manage    | or promoter
            READ_GUESTLISTS          | Guestlist                 | read manage      |
            CHANGE_GUESTLISTS        | Guestlist                 | manage           |
            CLOSE_OUT_GUESTLISTS     | Guestlist                 | closeout manage  |
            SET_UP_VENUES            | Template                  | manage           |
            MANAGE_COMPANY           | Company                   | manage           | whole company
            MANAGE_STAFF             | User                      | manage           | whole company
            MANAGE_PROMOTERS         | Promoter                  | manage           | whole company
            READ_PERMISSION_LEVELS   | PermissionLevel           | read manage      |
            MANAGE_PERMISSION_LEVELS | PermissionLevel           | manage           | whole company
            READ_ALL_NOTIFICATIONS   | VenueNotificationTemplate | read manage      | whole company
            MESSAGE_STAFF            | VenueNotificationTemplate | manage           |
            """;

    private static final List<String> ACTIONS = List.of(
            "read",
            "manage",
            "view_full",
            "create",
            "update",
            "closeout",
            "have",
            "override_minimum",
            "override_party_size",
            "manage_at_the_rope");

    private static final Map<String, Scopes> SCOPES = Map.of(
            "nothing", Scopes.NONE,
            "{}", Scopes.COMPANY,
            "self", new Scopes(false, true, Set.of()),
            "selected_venues", new Scopes(false, false, Set.of(VENUE)),
            "self and selected_venues", new Scopes(false, true, Set.of(VENUE)));

    /** What there is to do something to, and the scopes that reach it. */
    private static final Map<Set<Audience>, Set<String>> THINGS = Map.of(
            Set.of(Audience.company()), Set.of("{}"),
            Set.of(Audience.company(), Audience.venue(VENUE)),
                    Set.of("{}", "selected_venues", "self and selected_venues"),
            Set.of(Audience.company(), Audience.venue(ELSEWHERE)), Set.of("{}"),
            Set.of(Audience.company(), Audience.user(USER)), Set.of("{}", "self", "self and selected_venues"),
            Set.of(Audience.company(), Audience.user(COLLEAGUE)), Set.of("{}"),
            Set.of(Audience.company(), Audience.venue(ELSEWHERE), Audience.user(USER)),
                    Set.of("{}", "self", "self and selected_venues"),
            Set.of(), Set.of());

    private record Row(Right right, String subject, Set<String> actions, boolean wholeCompany, boolean orPromoter) {

        static Row of(String line) {
            var columns =
                    Arrays.stream((line + " ").split("\\|")).map(String::strip).toList();
            return new Row(
                    Right.valueOf(columns.get(0)),
                    columns.get(1),
                    Set.of(columns.get(2).split(" ")),
                    columns.get(3).equals("whole company"),
                    columns.get(3).equals("or promoter"));
        }

        boolean isPermittedBy(Subject subject, String action, String scopes, boolean promoter) {
            return promoter && orPromoter
                    || subject.wireName().equals(this.subject)
                            && actions.contains(action)
                            && !scopes.equals("nothing")
                            && (!wholeCompany || scopes.equals("{}"));
        }

        boolean reaches(Subject subject, String action, String scopes, boolean promoter, Set<String> reachedBy) {
            return isPermittedBy(subject, action, scopes, promoter)
                    && (promoter && orPromoter || reachedBy.contains(scopes));
        }
    }

    @Test
    void everyRightIsInTheTableOnce() {
        assertEquals(
                EnumSet.allOf(Right.class).stream().toList(),
                TABLE.lines().map(Row::of).map(Row::right).sorted().toList());
    }

    @TestFactory
    Stream<DynamicTest> permitsWhatTheTableSaysAndNothingElse() {
        return TABLE.lines()
                .map(Row::of)
                .flatMap(row -> Arrays.stream(Subject.values())
                        .map(subject -> dynamicTest(row.right() + " by " + subject, () -> check(row, subject))));
    }

    private static void check(Row row, Subject subject) {
        for (var action : ACTIONS) {
            SCOPES.forEach((name, scopes) -> {
                for (boolean promoter : List.of(false, true)) {
                    var caller = caller(subject, action, scopes, promoter);
                    var permission = subject.wireName() + " " + action + " " + name + " promoter=" + promoter;

                    assertEquals(
                            row.isPermittedBy(subject, action, name, promoter), caller.may(row.right()), permission);
                    THINGS.forEach((audience, reachedBy) -> assertEquals(
                            row.reaches(subject, action, name, promoter, reachedBy),
                            caller.may(row.right(), audience),
                            permission + " to " + audience));
                }
            });
        }
    }

    @Test
    void whatHeMayNotDoIsRefused() {
        var caller = caller(Subject.CONTACT, "read", new Scopes(false, false, Set.of(VENUE)), false);
        caller.require(Right.READ_CONTACTS);
        caller.require(Right.READ_CONTACTS, Set.of(Audience.venue(VENUE)));

        var refusals = Stream.<org.junit.jupiter.api.function.Executable>of(
                        () -> caller.require(Right.READ_EVENTS),
                        () -> caller.require(Right.READ_CONTACTS, Set.of(Audience.venue(ELSEWHERE))))
                .map(refused -> assertThrows(RefusedException.class, refused).refusal())
                .collect(Collectors.toSet());

        assertEquals(Set.of(ApiError.NOT_PERMITTED), refusals);
    }

    private static Caller caller(Subject subject, String action, Scopes scopes, boolean promoter) {
        var permissions = new Permissions(Map.of(subject, Map.of(action, scopes)));
        return new Caller(1, USER, 5, "device", "Nina Simone", promoter, null, permissions, Instant.MAX);
    }
}
