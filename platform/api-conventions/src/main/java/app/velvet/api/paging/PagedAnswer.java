package app.velvet.api.paging;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers with one page of a list: a bare array, {@code X-Total-Count} and {@code Link}. */
@RequestScoped
public class PagedAnswer {

    private final RoutingContext request;
    private final ObjectMapper json;

    @Inject
    public PagedAnswer(RoutingContext request, ObjectMapper json) {
        this.request = request;
        this.json = json;
    }

    public <T> RestResponse<List<T>> of(Page<T> page, Paging paging) {
        var response = RestResponse.ResponseBuilder.ok(page.elements());
        headers(page, paging).forEach((name, values) -> response.header(name, values.get(0)));
        return response.build();
    }

    /** The same for an endpoint that answers with a {@link StreamedList} where no page is asked for. */
    public <T> Multi<Buffer> streamed(Uni<Page<T>> page, Paging paging) {
        return RestMulti.fromUniResponse(page, read -> chunks(read.elements()), read -> headers(read, paging));
    }

    private Multi<Buffer> chunks(List<?> elements) {
        return elements.isEmpty()
                ? Multi.createFrom().empty()
                : Multi.createFrom().item(JsonChunk.of(elements, json));
    }

    private Map<String, List<String>> headers(Page<?> page, Paging paging) {
        var headers = new HashMap<String, List<String>>();
        headers.put("X-Total-Count", List.of(String.valueOf(page.total())));
        PageLinks.of(request, page, paging).ifPresent(links -> headers.put("Link", List.of(links)));
        return headers;
    }
}
