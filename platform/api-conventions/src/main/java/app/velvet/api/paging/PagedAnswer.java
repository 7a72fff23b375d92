package app.velvet.api.paging;

import app.velvet.api.parameters.Parameters;
import app.velvet.api.parameters.RequestParameters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers with one page of a list: a bare array, {@code X-Total-Count} and {@code Link} (RFC 8288). */
@RequestScoped
public class PagedAnswer {

    private final RoutingContext request;

    @Inject
    public PagedAnswer(RoutingContext request) {
        this.request = request;
    }

    /** @param total how many elements all pages have together */
    public <T> RestResponse<List<T>> of(List<T> elements, long total, Paging paging) {
        return RestResponse.ResponseBuilder.ok(elements)
                .header("X-Total-Count", total)
                .header("Link", links(total, paging))
                .build();
    }

    private String links(long total, Paging paging) {
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
        var address = request.request().path() + "?" + otherParameters(RequestParameters.of(request));
        return pages.entrySet().stream()
                .map(page -> "<" + address + "page=" + page.getValue() + ">; rel=\"" + page.getKey() + "\"")
                .collect(Collectors.joining(", "));
    }

    private static String otherParameters(Parameters parameters) {
        var query = new StringBuilder();
        parameters.asMap().forEach((name, value) -> {
            if (!name.equals("auth_token") && !name.equals("page") && !name.equals("format")) {
                append(query, encode(name), value);
            }
        });
        return query.toString();
    }

    private static void append(StringBuilder query, String name, Object value) {
        if (value instanceof Parameters below) {
            below.asMap().forEach((key, element) -> append(query, name + "[" + encode(key) + "]", element));
        } else if (value instanceof List<?> list) {
            list.forEach(element -> append(query, name + "[]", element));
        } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            query.append(name).append('=').append(encode(value.toString())).append('&');
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
