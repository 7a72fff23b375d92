package app.velvet.api.paging;

import app.velvet.api.parameters.Parameters;
import app.velvet.api.parameters.RequestParameters;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Links to other pages of a list (<a href="https://www.rfc-editor.org/rfc/rfc8288">RFC 8288</a>). They repeat the
 * request's parameters, wherever they stood, except for the token.
 */
final class PageLinks {

    static final String PAGE = "page";
    static final String AFTER = "after";
    private static final Set<String> NOT_REPEATED = Set.of("auth_token", "format", PAGE, AFTER);

    /** Four links longer than that make a header that proxies refuse. */
    private static final int LONGEST_QUERY = 1500;

    private PageLinks() {}

    /** Empty if the parameters are too long to be repeated: links without them would lead elsewhere. */
    static Optional<String> of(RoutingContext request, Page<?> page, Paging paging) {
        var query = repeated(RequestParameters.of(request));
        if (query.length() > LONGEST_QUERY) {
            return Optional.empty();
        }
        var address = request.request().path() + '?' + query + PAGE + '=';
        return Optional.of(pages(page, paging).entrySet().stream()
                .map(link -> "<" + address + link.getValue() + ">; rel=\"" + link.getKey() + "\"")
                .collect(Collectors.joining(", ")));
    }

    private static Map<String, String> pages(Page<?> page, Paging paging) {
        int last = paging.lastPage(page.total());
        var pages = new LinkedHashMap<String, String>();
        pages.put("first", "1");
        if (paging.page() > 1) {
            pages.put("prev", String.valueOf(Math.min(paging.page() - 1, last)));
        }
        var next = String.valueOf(paging.page() + 1);
        if (page.next() instanceof Page.Next.After after) {
            pages.put("next", next + '&' + AFTER + '=' + after.id());
        } else if (page.next() instanceof Page.Next.ByNumber && paging.page() < last) {
            pages.put("next", next);
        }
        pages.put("last", String.valueOf(last));
        return pages;
    }

    private static String repeated(Parameters parameters) {
        var query = new StringBuilder();
        parameters.asMap().forEach((name, value) -> {
            if (!NOT_REPEATED.contains(name)) {
                append(query, encoded(name), value);
            }
        });
        return query.toString();
    }

    private static void append(StringBuilder query, String name, Object value) {
        if (value instanceof Parameters below) {
            below.asMap().forEach((key, element) -> append(query, name + "%5B" + encoded(key) + "%5D", element));
        } else if (value instanceof List<?> list) {
            list.forEach(element -> append(query, name + "%5B%5D", element));
        } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            query.append(name).append('=').append(encoded(value.toString())).append('&');
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
