package app.velvet.auth.passwordreset;

import app.velvet.api.persistence.ChunkedWork;
import app.velvet.auth.passwordreset.MailOutcome.Accepted;
import app.velvet.auth.passwordreset.MailOutcome.Failed;
import app.velvet.auth.passwordreset.MailOutcome.Refused;
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

    private final Trouble trouble =
            new Trouble(LOG, "Mails to reset passwords are not sent now", "Mails to reset passwords are sent again");
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
                        .onFailure()
                        .invoke(failure -> trouble.met(new IllegalStateException(failure)))
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
        if (outcome instanceof Accepted) {
            trouble.over();
            return queue.delivered(due);
        }
        if (outcome instanceof Refused refused) {
            LOG.warnf(
                    "The mail server refuses a mail to reset a password for good companyId=%d userId=%d reply=%d",
                    mail.companyId(), mail.userId(), refused.replyCode());
            return queue.drop(due);
        }
        trouble.met(new IllegalStateException(((Failed) outcome).cause()));
        return queue.postpone(due);
    }
}
