package app.velvet.auth.statictext;

import app.velvet.api.work.OffEventLoop;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;

/** A text as a page that is read on a phone. Whatever somebody wrote into the text, nothing of it is run. */
final class StaticTextPage {

    private static final String STYLE = """
            :root { color-scheme: light dark }
            body { max-width: 40em; margin: 0 auto; padding: 1em; font: 1.0625em/1.55 system-ui, sans-serif;
                   overflow-wrap: break-word }
            h1 { font-size: 1.5em; line-height: 1.25 }
            h2 { font-size: 1.2em; margin-top: 1.6em }
            pre { white-space: pre-wrap }
            """;

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>%s</style>
            </head>
            <body>
            %s</body>
            </html>
            """;

    /** Nothing but the page's own style; not even images, which would tell others who reads it. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** Parser and renderer go into each level of nesting by a call: nobody needs more than a few. */
    private static final int DEEPEST = 32;

    private static final Parser MARKDOWN = Parser.builder()
            .maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST)
            .build();
    private static final HtmlRenderer HTML = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            // Without the data: URLs that are allowed otherwise: a link to one is a page that anybody can write.
            .urlSanitizer(new DefaultUrlSanitizer(List.of("https", "http", "mailto", "tel")))
            .build();

    private StaticTextPage() {}

    /** Emits on the Vert.x context on which it was subscribed to; a long text takes too long for an event loop. */
    static Uni<String> offEventLoop(StaticTextType type, String markdown) {
        return OffEventLoop.run(() -> of(type, markdown));
    }

    static String of(StaticTextType type, String markdown) {
        return PAGE.formatted(type.title(), STYLE, HTML.render(MARKDOWN.parse(markdown)));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
