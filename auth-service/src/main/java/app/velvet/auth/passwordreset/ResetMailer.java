package app.velvet.auth.passwordreset;

import io.quarkus.mailer.MailTemplate.MailTemplateInstance;
import io.quarkus.qute.CheckedTemplate;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;

/** Hands mails to the mail server. */
@ApplicationScoped
class ResetMailer {

    private static final String SUBJECT = "Reset your password";
    private static final int ABOUT_THE_MAIL = 55;

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
     * Only what is <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1">said of the mail itself</a> refuses it: that
     * the server is away, is busy or does not believe who we are passes when somebody has seen to it.
     */
    private static MailOutcome outcome(Throwable failure) {
        return failure instanceof SMTPException reply && reply.getReplyCode() / 10 == ABOUT_THE_MAIL
                ? new MailOutcome.Refused(reply.getReplyCode())
                : new MailOutcome.Failed(failure);
    }
}
