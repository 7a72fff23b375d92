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

    private static final String PAGE = "page";
    private static final Set<String> NOT_REPEATED = Set.of("auth_token", "format", PAGE);

    /** Four links longer than that make a header that proxies refuse. */
    private static final int LONGEST_QUERY = 1500;

    private PageLinks() {}

    /** Empty if the parameters are too long to be repeated: links without them would lead elsewhere. */
    static Optional<String> of(RoutingContext request, long total, Paging paging) {
        var query = repeated(RequestParameters.of(request));
        if (query.length() > LONGEST_QUERY) {
            return Optional.empty();
        }
        var address = request.request().path() + '?' + query + PAGE + '=';
        return Optional.of(pages(total, paging).entrySet().stream()
                .map(page -> "<" + address + page.getValue() + ">; rel=\"" + page.getKey() + "\"")
                .collect(Collectors.joining(", ")));
    }

    private static Map<String, Integer> pages(long total, Paging paging) {
        int last = paging.lastPage(total);
        var pages = new LinkedHashMap<String, Integer>();
        pages.put("first", 1);
        if (paging.page() > 1) {
            pages.put("prev", Math.min(paging.page() - 1, last));
        }
        if (paging.page() < last) {
            pages.put("next", paging.page() + 1);
        }
        pages.put("last", last);
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
