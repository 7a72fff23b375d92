package app.velvet.auth.phone;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.throttle.Limit;
import app.velvet.api.throttle.Throttle;
import app.velvet.api.token.Caller;
import app.velvet.auth.password.PasswordHashing;
import app.velvet.auth.user.UserRepository;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Sending codes, and confirming numbers by them. */
@ApplicationScoped
class PhoneService {

    private final Throttle throttle;
    private final PasswordHashing hashing;
    private final SmsSender sms;
    private final SentCodes codes;
    private final UserRepository users;
    private final PhoneSettings settings;
    private final Clock clock;

    PhoneService(
            Throttle throttle,
            PasswordHashing hashing,
            SmsSender sms,
            SentCodes codes,
            UserRepository users,
            PhoneSettings settings,
            Clock clock) {
        this.throttle = throttle;
        this.hashing = hashing;
        this.sms = sms;
        this.codes = codes;
        this.users = users;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Sends a code. Until the provider has accepted it, the code before stays good. Fails with a {@link PhoneError} or, if the
     * provider is down, with {@link ApiError#UNAVAILABLE}; then it does not count. An API key, which is nobody, is not found.
     */
    Uni<Void> send(Caller caller, String phone) {
        return requirePerson(caller)
                .chain(() -> throttle.counting(
                        limits(caller, phone), PhoneError.TOO_MANY_CODES, () -> sendCode(caller, phone)));
    }

    @WithSession
    Uni<Void> requirePerson(Caller caller) {
        return users.requirePerson(caller.companyId(), caller.userId()).replaceWithVoid();
    }

    private Uni<Void> sendCode(Caller caller, String phone) {
        var code = VerificationCode.random();
        return hashing.hash(code.digits())
                .call(() -> sms.send(phone, code.message()).invoke(SmsOutcome::requireAccepted))
                .chain(hash -> codes.put(new SentCode(caller.companyId(), caller.userId(), phone, hash)));
    }

    /** The number that the code was sent to becomes the caller's mobile phone. Fails with a {@link PhoneError}. */
    Uni<Void> verify(Caller caller, String digits) {
        return codes.requireForTry(caller)
                .chain(sent -> hashing.matches(digits.strip(), Optional.of(sent.hash()))
                        .chain(right -> right
                                ? confirm(sent)
                                : Uni.createFrom().failure(new RefusedException(PhoneError.WRONG_CODE))));
    }

    /** No change of the user as others know him: nothing is published. An API key, which is nobody, is not found. */
    @WithTransaction
    Uni<Void> confirm(SentCode sent) {
        return users.requirePersonForUpdate(sent.companyId(), sent.userId())
                .call(() -> codes.use(sent))
                .invoke(user -> user.confirmMobilePhone(sent.phone(), clock.instant()))
                .replaceWithVoid();
    }

    private List<Limit> limits(Caller caller, String phone) {
        var user = caller.companyId() + "/" + caller.userId();
        return List.of(
                new Limit("verification code of " + user, settings.codesPerUser(), settings.codesCountFor()),
                new Limit("verification code to " + phone, settings.codesPerNumber(), settings.codesCountFor()));
    }
}
