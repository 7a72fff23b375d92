package app.velvet.contacts.goal;

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

/** Who has got how far. */
@ApplicationScoped
class LeaderboardService {

    /** Those that a dashboard shows, in its order. */
    static final List<GoalType> SHOWN =
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
        // The copy of the staff is asked on a connection of its own: before there is a session, not in it.
        return staff.active(caller.companyId()).chain(members -> leaderboard(caller, type, asked, members));
    }

    Uni<DashboardView> dashboard(Caller caller, AskedPeriod asked) {
        return ownGoals.of(caller, asked, SHOWN)
                .chain(own -> leaderboard(caller, SHOWN.get(0), asked)
                        .chain(sales -> leaderboard(caller, SHOWN.get(1), asked)
                                .chain(contacts -> leaderboard(caller, SHOWN.get(2), asked)
                                        .chain(tasks -> leaderboard(caller, SHOWN.get(3), asked)
                                                .map(guestlists ->
                                                        new DashboardView(own, sales, contacts, tasks, guestlists))))));
    }

    @WithSession
    Uni<List<LeaderboardEntry>> leaderboard(
            Caller caller, GoalType type, AskedPeriod asked, List<StaffMember> members) {
        return goals.today(caller.companyId(), clock.instant())
                .chain(today -> goals.reachedByAll(caller.companyId(), type, asked.on(today)))
                .map(reached -> entries(members, reached))
                .map(entries -> caller.may(Right.READ_REPORTS) ? entries : withoutAmountsOfOthers(caller, entries));
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
