package app.velvet.auth.passwordreset;

import app.velvet.api.persistence.ChunkedWork;
import app.velvet.events.Trouble;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends the mails that are due. Any number of replicas do so at once. A crash at any instruction loses no mail: it is sent
 * again when its lease is over, at worst after the mail server had taken it already.
 */
@ApplicationScoped
class DeliveringResets {

    private static final Logger LOG = Logger.getLogger(DeliveringResets.class);
    private static final int AT_ONCE = 10;

    private final Trouble databaseTrouble = new Trouble(
            LOG,
            "It cannot be found out which mails to reset passwords are due",
            "It is found out again which mails to reset passwords are due");
    private final Trouble serverTrouble = new Trouble(
            LOG,
            "The mail server does not take mails to reset passwords now",
            "The mail server takes mails to reset passwords again");
    private final ResetQueue queue;
    private final ResetMailer mailer;

    DeliveringResets(ResetQueue queue, ResetMailer mailer) {
        this.queue = queue;
        this.mailer = mailer;
    }

    void start(@Observes StartupEvent starting) {
        if (!mailer.isConfigured()) {
            LOG.warn("Mails to reset passwords are not sent: velvet.auth.reset.from is not set");
        }
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> deliverDue() {
        return mailer.isConfigured()
                ? ChunkedWork.untilDone(this::deliverNext)
                        .invoke(databaseTrouble::over)
                        .onFailure()
                        .invoke(failure -> databaseTrouble.met(new IllegalStateException(failure)))
                        .onFailure()
                        .recoverWithNull()
                : Uni.createFrom().voidItem();
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forgetExpired() {
        return queue.forgetExpired()
                .invoke(givenUp -> {
                    if (givenUp > 0) {
                        LOG.warnf(
                                "Mails to reset passwords are given up, for they could not be sent in time: %d",
                                givenUp);
                    }
                })
                .replaceWithVoid();
    }

    /** Emits whether there may be more. */
    private Uni<Boolean> deliverNext() {
        return queue.claim(AT_ONCE).call(this::deliver).map(claimed -> claimed.size() == AT_ONCE);
    }

    private Uni<Void> deliver(List<DueReset> claimed) {
        return Multi.createFrom()
                .iterable(claimed)
                .onItem()
                .transformToUni(this::deliver)
                .collectFailures()
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> deliver(DueReset due) {
        return queue.prepare(due)
                .chain(mail -> mail.isEmpty()
                        ? queue.drop(due)
                        : mailer.send(mail.get()).chain(outcome -> record(due, mail.get(), outcome)));
    }

    private Uni<Void> record(DueReset due, ResetMail mail, MailOutcome outcome) {
        return outcome.match(
                () -> delivered(due), replyCode -> drop(due, mail, replyCode), cause -> postpone(due, cause));
    }

    private Uni<Void> delivered(DueReset due) {
        serverTrouble.over();
        return queue.delivered(due);
    }

    private Uni<Void> drop(DueReset due, ResetMail mail, int replyCode) {
        serverTrouble.over();
        LOG.warnf(
                "The mail server refuses a mail to reset a password for good companyId=%d userId=%d reply=%d",
                mail.companyId(), mail.userId(), replyCode);
        return queue.drop(due);
    }

    private Uni<Void> postpone(DueReset due, Throwable cause) {
        serverTrouble.met(new IllegalStateException(cause));
        return queue.postpone(due);
    }
}
