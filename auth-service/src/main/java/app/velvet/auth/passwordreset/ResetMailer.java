package app.velvet.auth.passwordreset;

import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.qute.CheckedTemplate;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.regex.Pattern;

/** Hands mails to the mail server. */
@ApplicationScoped
class ResetMailer {

    private static final String SUBJECT = "Reset your password";

    /** There is no such mailbox, it is elsewhere, or no address is spelled so. */
    private static final Set<Integer> ABOUT_THE_ADDRESS = Set.of(550, 551, 553);

    /** The subject of <a href="https://www.rfc-editor.org/rfc/rfc3463#section-3.8">security and policy</a>. */
    private static final Pattern ABOUT_US = Pattern.compile("\\d{3}[ -]5\\.7\\.\\d");

    private final ResetSettings settings;

    ResetMailer(ResetSettings settings) {
        this.settings = settings;
    }

    @CheckedTemplate
    static class Templates {

        /** @param link null where there is none: then the token itself is shown */
        static native MailTemplateInstance reset(
                String firstName, String company, String link, String token, long hours);

        private Templates() {}
    }

    /** Whether it is known who mails are from. */
    boolean isConfigured() {
        return settings.from().isPresent();
    }

    /** Never fails. Must be {@link #isConfigured() configured}. */
    Uni<MailOutcome> send(ResetMail mail) {
        return Templates.reset(
                        mail.firstName(),
                        mail.company(),
                        link(mail.token()),
                        mail.token().text(),
                        ResetToken.LIFETIME.toHours())
                .from(settings.from().orElseThrow())
                .to(mail.email())
                .subject(SUBJECT)
                .send()
                .ifNoItem()
                .after(settings.sendTimeout())
                .fail()
                .<MailOutcome>replaceWith(MailOutcome.Accepted::new)
                .onFailure()
                .recoverWithItem(ResetMailer::outcome);
    }

    private String link(ResetToken token) {
        return settings.url()
                .map(url -> url + (url.contains("?") ? "&" : "?") + "reset_token=" + token.text())
                .orElse(null);
    }

    /**
     * Only what is <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3">said of the address</a> refuses a mail: that
     * the server is away, is busy, or does not serve us passes when somebody has seen to it.
     */
    private static MailOutcome outcome(Throwable failure) {
        return failure instanceof SMTPException reply && isAboutTheAddress(reply)
                ? new MailOutcome.Refused(reply.getReplyCode())
                : new MailOutcome.Failed(failure);
    }

    private static boolean isAboutTheAddress(SMTPException reply) {
        return ABOUT_THE_ADDRESS.contains(reply.getReplyCode())
                && reply.getReplyMessages().stream()
                        .noneMatch(line -> ABOUT_US.matcher(line).lookingAt());
    }
}
