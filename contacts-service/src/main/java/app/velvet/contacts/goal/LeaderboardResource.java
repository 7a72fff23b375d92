package app.velvet.contacts.goal;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who of the company's active staff has got how far in a month, highest first. */
@Path("/api/v1")
@Authenticated
@Tag(name = "Leaderboards")
class LeaderboardResource {

    private static final String MONTH =
            "Of `year` and `month`, by the clocks of the company; what is not given is as it is"
                    + " today. Names all active staff, also who has reached nothing; the amounts of others need `Reports: read`.";

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final LeaderboardService leaderboards;

    LeaderboardResource(CurrentCaller caller, RequestParameters parameters, LeaderboardService leaderboards) {
        this.caller = caller;
        this.parameters = parameters;
        this.leaderboards = leaderboards;
    }

    @GET
    @Path("/leaderboard/sales")
    @Operation(summary = "Who sells most", description = MONTH)
    @Accepts(value = AskedPeriod.class, reader = "readMonth")
    public Uni<List<LeaderboardEntry>> sales() {
        return leaderboard(GoalType.SALES);
    }

    @GET
    @Path("/leaderboard/contacts")
    @Operation(summary = "Who creates most contacts", description = MONTH)
    @Accepts(value = AskedPeriod.class, reader = "readMonth")
    public Uni<List<LeaderboardEntry>> contacts() {
        return leaderboard(GoalType.NEW_CONTACTS);
    }

    @GET
    @Path("/leaderboard/tasks")
    @Operation(summary = "Whose tasks are completed most", description = MONTH)
    @Accepts(value = AskedPeriod.class, reader = "readMonth")
    public Uni<List<LeaderboardEntry>> tasks() {
        return leaderboard(GoalType.LOGGED_TASKS);
    }

    @GET
    @Path("/leaderboard/guestlists")
    @Operation(summary = "Who brings most guests", description = MONTH)
    @Accepts(value = AskedPeriod.class, reader = "readMonth")
    public Uni<List<LeaderboardEntry>> guestlists() {
        return leaderboard(GoalType.GUESTLIST);
    }

    @GET
    @Path("/dashboard/get")
    @Operation(summary = "The caller's month, and everybody's", description = MONTH)
    @Accepts(value = AskedPeriod.class, reader = "readMonth")
    public Uni<DashboardView> dashboard() {
        return leaderboards.dashboard(caller.require(), parameters.read(AskedPeriod::readMonth));
    }

    private Uni<List<LeaderboardEntry>> leaderboard(GoalType type) {
        return leaderboards.leaderboard(caller.require(), type, parameters.read(AskedPeriod::readMonth));
    }
}
