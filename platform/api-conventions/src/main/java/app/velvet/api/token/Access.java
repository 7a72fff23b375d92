package app.velvet.api.token;

/** What a service knows of the bearer of a token that is genuine and not expired. */
public sealed interface Access {

    /** He may come in. */
    record Granted(Caller caller) implements Access {}

    /** His session has ended, or he does not exist. */
    record Ended() implements Access {}

    /** He or his company is deactivated. */
    record Deactivated() implements Access {}

    /** This service has not yet learnt the state that the token was issued on. */
    record Behind() implements Access {}
}
