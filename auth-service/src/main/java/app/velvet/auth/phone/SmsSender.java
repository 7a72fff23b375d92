package app.velvet.auth.phone;

import io.smallrye.mutiny.Uni;

/** A provider of short messages. */
interface SmsSender {

    /**
     * Sends a message, at once and without trying again. Never fails: what went wrong is the outcome.
     *
     * @param phone as {@link app.velvet.api.value.PhoneNumbers} spells it
     */
    Uni<SmsOutcome> send(String phone, String text);
}
