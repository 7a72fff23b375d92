package app.velvet.auth.passwordreset;

import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server, as far as a sender can tell. It refuses mails when told to, one for each reply. */
final class MailServer implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<RejectException> refusals = new ConcurrentLinkedQueue<>();
    private final SMTPServer server;

    /** A mail that came, taken or not. */
    record Received(String from, String to, MimeMessage message) {

        String text() {
            return part(0, "text/plain");
        }

        String html() {
            return part(1, "text/html");
        }

        String token() {
            var token = TOKEN.matcher(text());
            if (!token.find()) {
                throw new AssertionError("No token in " + text());
            }
            return token.group();
        }

        private String part(int index, String type) {
            try {
                var part = ((Multipart) message.getContent()).getBodyPart(index);
                if (!part.isMimeType(type)) {
                    throw new AssertionError("Not " + type + ": " + part.getContentType());
                }
                return ((String) part.getContent()).replace("\r\n", "\n");
            } catch (MessagingException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    MailServer(int port) {
        server = SMTPServer.port(port)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandler((context, from, to, data) -> receive(from, to, data))
                .build();
        server.start();
    }

    /** The next mails are answered with these replies, although they are kept. */
    void refuse(int... replies) {
        for (int reply : replies) {
            refuse(reply, "As told");
        }
    }

    /** The next mail is answered with this reply, although it is kept. */
    void refuse(int reply, String text) {
        refusals.add(new RejectException(reply, text));
    }

    /** Waits for that many mails to an address and returns them in order. */
    List<Received> await(String email, int count) {
        Awaitility.await().until(() -> to(email).size(), greaterThanOrEqualTo(count));
        return to(email);
    }

    List<Received> to(String email) {
        return received.stream().filter(mail -> mail.to().equals(email)).toList();
    }

    private void receive(String from, String to, byte[] data) throws RejectException {
        try {
            received.add(new Received(from, to, new MimeMessage(null, new ByteArrayInputStream(data))));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
        var refusal = refusals.poll();
        if (refusal != null) {
            throw refusal;
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
