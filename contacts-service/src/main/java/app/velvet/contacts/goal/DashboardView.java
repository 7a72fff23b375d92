package app.velvet.contacts.goal;

import java.util.List;

/** The caller's month, and everybody's. */
record DashboardView(
        List<GoalView> goals,
        List<LeaderboardEntry> salesLeaderboard,
        List<LeaderboardEntry> contactsLeaderboard,
        List<LeaderboardEntry> tasksLeaderboard,
        List<LeaderboardEntry> guestlistsLeaderboard) {}
