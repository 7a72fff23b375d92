package app.velvet.auth.passwordreset;

import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** What sending a mail has led to. */
sealed interface MailOutcome {

    /** What the one that it is makes of it. */
    <T> T match(Supplier<T> accepted, IntFunction<T> refused, Function<Throwable, T> failed);

    /** The mail server will see to it. */
    record Accepted() implements MailOutcome {

        @Override
        public <T> T match(Supplier<T> accepted, IntFunction<T> refused, Function<Throwable, T> failed) {
            return accepted.get();
        }
    }

    /** It will never take this mail. */
    record Refused(int replyCode) implements MailOutcome {

        @Override
        public <T> T match(Supplier<T> accepted, IntFunction<T> refused, Function<Throwable, T> failed) {
            return refused.apply(replyCode);
        }
    }

    /** It may take it later; perhaps it has taken it and we did not hear so. */
    record Failed(Throwable cause) implements MailOutcome {

        @Override
        public <T> T match(Supplier<T> accepted, IntFunction<T> refused, Function<Throwable, T> failed) {
            return failed.apply(cause);
        }
    }
}
