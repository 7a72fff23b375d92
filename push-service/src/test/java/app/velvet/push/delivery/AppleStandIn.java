package app.velvet.push.delivery;

import app.velvet.push.Apple;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** APNs as one of several providers. */
record AppleStandIn(Apple apple) implements StandIn {

    @Override
    public int port() {
        return apple.port();
    }

    @Override
    public int count(String token) {
        return apple.received(token).size();
    }

    @Override
    public List<Arrived> arrived(String token) {
        return apple.received(token).stream()
                .map(push -> new Arrived(
                        push.headers().get("apns-collapse-id"),
                        push.message(),
                        push.aps().getInteger("badge"),
                        push.payload().getLong("notification_id")))
                .toList();
    }

    @Override
    public void misbehave(String token, Fault... next) {
        apple.misbehave(token, Arrays.stream(next).map(this::fault).toArray(Apple.Fault[]::new));
    }

    @Override
    public void askToWait(String token, Duration pause) {
        apple.misbehave(token, Apple.asksToWait(pause));
    }

    @Override
    public void misbehave(String token, Runnable meanwhile, Fault fault) {
        apple.misbehave(token, request -> {
            meanwhile.run();
            fault(fault).befalls(request);
        });
    }

    private Apple.Fault fault(Fault fault) {
        return switch (fault) {
            case FAILS -> Apple.refuses(500, reason(fault));
            case IS_UNAVAILABLE -> Apple.refuses(503, reason(fault));
            case CLOSES_CONNECTION -> Apple.closesConnection();
            case GOES_AWAY -> Apple.goesAway();
            case SAYS_NOTHING -> Apple.saysNothing();
            case REFUSES_CREDENTIALS -> Apple.refuses(403, reason(fault));
            case REFUSES_FOR_GOOD, KNOWS_NO_SUCH_DEVICE -> Apple.refuses(400, reason(fault));
            case HOLDS_BACK -> apple.holdsBack();
        };
    }

    @Override
    public String reason(Fault fault) {
        return switch (fault) {
            case FAILS -> "InternalServerError";
            case IS_UNAVAILABLE -> "ServiceUnavailable";
            case CLOSES_CONNECTION, GOES_AWAY -> "ConnectionLost";
            case SAYS_NOTHING, HOLDS_BACK -> "Timeout";
            case REFUSES_CREDENTIALS -> "InvalidProviderToken";
            case REFUSES_FOR_GOOD -> "TopicDisallowed";
            case KNOWS_NO_SUCH_DEVICE -> "BadDeviceToken";
        };
    }

    @Override
    public String reasonToWait() {
        return "TooManyRequests";
    }

    @Override
    public int heldBack() {
        return apple.heldBack();
    }

    @Override
    public void letGo() {
        apple.letGo();
    }

    @Override
    public void close() {
        apple.close();
    }
}
