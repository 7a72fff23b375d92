package app.velvet.contacts.goal;

import static java.util.stream.Collectors.toMap;

import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.events.staff.StaffMember;
import app.velvet.events.staff.StaffMembers;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Who has got how far. */
@ApplicationScoped
class LeaderboardService {

    /** Those that a dashboard shows, in its order. */
    private static final List<GoalType> SHOWN =
            List.of(GoalType.SALES, GoalType.NEW_CONTACTS, GoalType.LOGGED_TASKS, GoalType.GUESTLIST);

    private static final Comparator<LeaderboardEntry> HIGHEST_FIRST = Comparator.comparingDouble(
                    LeaderboardEntry::currentAmount)
            .reversed()
            .thenComparing(LeaderboardEntry::name)
            .thenComparingLong(LeaderboardEntry::id);

    private final GoalRepository goals;
    private final GoalService ownGoals;
    private final StaffMembers staff;
    private final Clock clock;

    LeaderboardService(GoalRepository goals, GoalService ownGoals, StaffMembers staff, Clock clock) {
        this.goals = goals;
        this.ownGoals = ownGoals;
        this.staff = staff;
        this.clock = clock;
    }

    /** All active staff, highest first, then by name; how far others have got, only those are told who may read reports. */
    Uni<List<LeaderboardEntry>> leaderboard(Caller caller, GoalType type, AskedPeriod asked) {
        return leaderboards(caller, List.of(type), asked).map(boards -> boards.get(type));
    }

    Uni<DashboardView> dashboard(Caller caller, AskedPeriod asked) {
        return ownGoals.of(caller, asked, SHOWN)
                .chain(own -> leaderboards(caller, SHOWN, asked)
                        .map(boards -> new DashboardView(
                                own,
                                boards.get(GoalType.SALES),
                                boards.get(GoalType.NEW_CONTACTS),
                                boards.get(GoalType.LOGGED_TASKS),
                                boards.get(GoalType.GUESTLIST))));
    }

    private Uni<Map<GoalType, List<LeaderboardEntry>>> leaderboards(
            Caller caller, List<GoalType> types, AskedPeriod asked) {
        // The copy of the staff is asked on a connection of its own: before there is a session, not in it.
        return staff.active(caller.companyId()).chain(members -> leaderboards(caller, types, asked, members));
    }

    @WithSession
    Uni<Map<GoalType, List<LeaderboardEntry>>> leaderboards(
            Caller caller, List<GoalType> types, AskedPeriod asked, List<StaffMember> members) {
        return goals.today(caller.companyId(), clock.instant())
                .chain(today -> goals.reachedByAll(caller.companyId(), types, asked.on(today)))
                .map(reached -> types.stream()
                        .collect(toMap(
                                Function.identity(),
                                type -> asTold(caller, entries(members, reached.getOrDefault(type, Map.of()))))));
    }

    private static List<LeaderboardEntry> asTold(Caller caller, List<LeaderboardEntry> entries) {
        return caller.may(Right.READ_REPORTS) ? entries : withoutAmountsOfOthers(caller, entries);
    }

    private static List<LeaderboardEntry> withoutAmountsOfOthers(Caller caller, List<LeaderboardEntry> entries) {
        return entries.stream()
                .map(entry -> entry.id() == caller.userId() ? entry : entry.withoutAmount())
                .toList();
    }

    private static List<LeaderboardEntry> entries(List<StaffMember> members, Map<Long, Double> reached) {
        return members.stream()
                .map(member -> new LeaderboardEntry(member.id(), member.name(), reached.getOrDefault(member.id(), 0.0)))
                .sorted(HIGHEST_FIRST)
                .toList();
    }
}
