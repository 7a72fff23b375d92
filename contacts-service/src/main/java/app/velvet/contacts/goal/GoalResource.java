package app.velvet.contacts.goal;

import app.velvet.api.openapi.Accepts;
import app.velvet.api.openapi.RefusedWith;
import app.velvet.api.parameters.Fields;
import app.velvet.api.parameters.RequestParameters;
import app.velvet.api.token.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller is to reach, and how far he has got. */
@Path("/api/v1/goals")
@Authenticated
@Tag(name = "Goals")
@RefusedWith(GoalError.class)
class GoalResource {

    private static final String PERIOD =
            "Of the month, or with `method=weekly` of the week of `day`, by the clocks of the"
                    + " company; what is not given is as it is today.";

    private final CurrentCaller caller;
    private final RequestParameters parameters;
    private final GoalService goals;

    GoalResource(CurrentCaller caller, RequestParameters parameters, GoalService goals) {
        this.caller = caller;
        this.parameters = parameters;
        this.goals = goals;
    }

    @GET
    @Path("/all")
    @Operation(summary = "All of the caller's goals", description = PERIOD)
    @Accepts(AskedPeriod.class)
    public Uni<List<GoalView>> all() {
        return goals.of(caller.require(), parameters.read(AskedPeriod::read), GoalType.ofPeriods());
    }

    @GET
    @Path("/sales")
    @Operation(summary = "The caller's sales goal", description = PERIOD)
    @Accepts(AskedPeriod.class)
    public Uni<GoalView> sales() {
        return one(GoalType.SALES, parameters.read(AskedPeriod::read));
    }

    @GET
    @Path("/tasks")
    @Operation(summary = "A goal of the caller's that is not about sales", description = PERIOD)
    @Accepts(value = AskedGoal.class, reader = "readOtherThanSales")
    public Uni<GoalView> tasks() {
        var asked = parameters.read(AskedGoal::readOtherThanSales);
        return one(asked.type(), asked.period());
    }

    @GET
    @Path("/get")
    @Operation(summary = "A goal of the caller's", description = PERIOD)
    @Accepts(AskedGoal.class)
    public Uni<GoalView> get() {
        var asked = parameters.read(AskedGoal::read);
        return one(asked.type(), asked.period());
    }

    @GET
    @Path("/events")
    @Operation(
            summary = "What the caller is to sell at an event",
            description = "His own goal, else that of his home venue, else 0.")
    @Accepts(EventOfGoal.class)
    public Uni<EventGoalView> ofEvent() {
        return goals.ofEvent(
                caller.require(), parameters.read(EventOfGoal::read).eventId());
    }

    @PUT
    @Operation(
            summary = "Sets a goal",
            description =
                    "Of a user, or of all who are at home at a venue and have none of their own; in the place of the one"
                            + " that there was. The period is that of `year`, `month` and `day`; a goal of `event_sales` is for its"
                            + " event. Answers how far the user, or those at home at the venue together, have got. Needs"
                            + " `VenueGoalTemplate: manage`, for an event `EventVenueGoalTemplate: manage`.")
    @Accepts(value = NewGoal.class, within = "goal")
    public Uni<GoalView> set() {
        return goals.set(caller.require(), parameters.read(fields -> fields.requiredTree("goal", NewGoal::read)));
    }

    private Uni<GoalView> one(GoalType type, AskedPeriod period) {
        return goals.of(caller.require(), period, List.of(type)).map(found -> found.get(0));
    }

    /** Which goal is asked for. */
    record AskedGoal(GoalType type, AskedPeriod period) {

        static AskedGoal read(Fields fields) {
            var type = fields.oneOf("goal_type", GoalType.class);
            if (!fields.isFilled("goal_type")) {
                fields.reject("goal_type", "can't be blank");
            } else if (type == GoalType.EVENT_SALES) {
                fields.reject("goal_type", "is invalid");
            }
            return new AskedGoal(type, AskedPeriod.read(fields));
        }

        static AskedGoal readOtherThanSales(Fields fields) {
            var asked = read(fields);
            if (asked.type == GoalType.SALES) {
                fields.reject("goal_type", "is invalid");
            }
            return asked;
        }
    }

    /** Which event's goal is asked for. */
    record EventOfGoal(Long eventId) {

        static EventOfGoal read(Fields fields) {
            return new EventOfGoal(fields.requiredId("event_id"));
        }
    }
}
