package app.velvet.push.delivery;

import app.velvet.push.Google;
import app.velvet.testing.fcm.FcmFault;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** FCM as one of several providers. */
record GoogleStandIn(Google google) implements StandIn {

    @Override
    public int port() {
        return google.url().getPort();
    }

    @Override
    public int count(String token) {
        return google.received(token).size();
    }

    @Override
    public List<Arrived> arrived(String token) {
        return google.received(token).stream().map(GoogleStandIn::arrived).toList();
    }

    private static Arrived arrived(JsonObject message) {
        var shown = message.getJsonObject("android").getJsonObject("notification");
        return new Arrived(
                shown.getString("tag"),
                message.getJsonObject("notification").getString("body"),
                shown.getInteger("notification_count"),
                Long.parseLong(message.getJsonObject("data").getString("notification_id")));
    }

    @Override
    public void misbehave(String token, Fault... next) {
        google.misbehave(token, Arrays.stream(next).map(this::fault).toArray(FcmFault[]::new));
    }

    @Override
    public void askToWait(String token, Duration pause) {
        google.misbehave(token, FcmFault.asksToWait(pause));
    }

    @Override
    public void misbehave(String token, Runnable meanwhile, Fault fault) {
        google.misbehave(token, request -> {
            meanwhile.run();
            fault(fault).befalls(request);
        });
    }

    private FcmFault fault(Fault fault) {
        return switch (fault) {
            case FAILS -> FcmFault.refuses(500, reason(fault));
            case IS_UNAVAILABLE -> FcmFault.refuses(503, reason(fault));
            case CLOSES_CONNECTION -> FcmFault.closesConnection();
            case GOES_AWAY -> FcmFault.goesAway();
            case SAYS_NOTHING -> FcmFault.saysNothing();
            case REFUSES_CREDENTIALS -> FcmFault.fails(401, reason(fault));
            case REFUSES_FOR_GOOD -> FcmFault.refuses(403, reason(fault));
            case KNOWS_NO_SUCH_DEVICE -> FcmFault.unregistered();
            case HOLDS_BACK -> google.standIn().holdsBack();
        };
    }

    @Override
    public String reason(Fault fault) {
        return switch (fault) {
            case FAILS -> "INTERNAL";
            case IS_UNAVAILABLE -> "UNAVAILABLE";
            case CLOSES_CONNECTION, GOES_AWAY -> "ConnectionLost";
            case SAYS_NOTHING, HOLDS_BACK -> "Timeout";
            case REFUSES_CREDENTIALS -> "UNAUTHENTICATED";
            case REFUSES_FOR_GOOD -> "SENDER_ID_MISMATCH";
            case KNOWS_NO_SUCH_DEVICE -> "UNREGISTERED";
        };
    }

    @Override
    public String reasonToWait() {
        return "QUOTA_EXCEEDED";
    }

    @Override
    public int heldBack() {
        return google.standIn().heldBack();
    }

    @Override
    public void letGo() {
        google.standIn().letGo();
    }

    @Override
    public void close() {
        google.close();
    }
}
