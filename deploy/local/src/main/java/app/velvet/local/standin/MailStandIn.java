package app.velvet.local.standin;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that keeps everything to itself. */
final class MailStandIn {

    private static final int NOT_A_MESSAGE = 554;

    private final Arrivals arrivals;
    private final SMTPServer server;

    MailStandIn(int port, Arrivals arrivals) {
        this.arrivals = arrivals;
        this.server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, data) -> keep(from, to, data))
                .build();
    }

    void start() {
        server.start();
    }

    void stop() {
        server.stop();
    }

    private void keep(String from, String to, byte[] data) throws RejectException {
        try {
            MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(data));
            String subject = Optional.ofNullable(message.getSubject()).orElse("");
            arrivals.add(
                    Arrival.now(Arrival.Kind.MAIL, to, subject, text(message).orElse(""), Map.of("from", from)));
        } catch (MessagingException | IOException e) {
            throw new RejectException(NOT_A_MESSAGE, "Unreadable: " + e.getMessage());
        }
    }

    /** The first plain text in it, or else the first text of another kind. */
    private static Optional<String> text(Part part) throws MessagingException, IOException {
        Optional<String> plain = text(part, "text/plain");
        return plain.isPresent() ? plain : text(part, "text/*");
    }

    private static Optional<String> text(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return Optional.of((String) part.getContent());
        }
        if (part.getContent() instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                Optional<String> text = text(inner, type);
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }
}
