package app.velvet.api.paging;

import app.velvet.api.error.ApiError;
import app.velvet.api.error.RefusedException;
import app.velvet.api.parameters.RequestParameters;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jboss.resteasy.reactive.RestResponse;

/** Lists of numbers, as many as are asked for by {@code count}. */
@Path("/api/v1/numbers")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class NumberResource {

    static final int CHUNK = 500;

    /** How often the next chunk was asked for. */
    static final AtomicInteger CHUNKS = new AtomicInteger();

    record NumberView(long id, String squareRoot) {}

    private final RequestParameters parameters;
    private final PagedAnswer paged;
    private final StreamedList streamed;

    NumberResource(RequestParameters parameters, PagedAnswer paged, StreamedList streamed) {
        this.parameters = parameters;
        this.paged = paged;
        this.streamed = streamed;
    }

    @GET
    public Multi<Buffer> list() {
        int count = parameters.read(fields -> fields.integer("count", 0, Integer.MAX_VALUE));
        var failAfter = parameters.read(fields -> fields.id("fail_after"));
        return parameters
                .read(Paging::ofFixedSize)
                .map(paging -> paged.streamed(Uni.createFrom().item(inIdOrder(paging, count)), paging))
                .orElseGet(() -> streamed.of(after -> chunk(after, count, failAfter), NumberView::id));
    }

    @GET
    @Path("paged")
    public RestResponse<List<NumberView>> page() {
        int count = parameters.read(fields -> fields.integer("count", 0, Integer.MAX_VALUE));
        var paging = parameters.read(Paging::of);
        return paged.of(new Page<>(numbers(paging.offset(), paging.limit(), count), count), paging);
    }

    private static Page<NumberView> inIdOrder(Paging paging, int count) {
        var before = paging.after() == null ? paging.offset() : paging.after();
        return Page.inIdOrder(numbers(before, paging.limit() + 1, count), count, paging, NumberView::id);
    }

    private static Uni<List<NumberView>> chunk(long after, int count, Long failAfter) {
        CHUNKS.incrementAndGet();
        var numbers = Uni.createFrom().item(numbers(after, CHUNK, count));
        return failAfter != null && after >= failAfter - 1
                ? numbers.onItem().failWith(() -> new RefusedException(ApiError.UNAVAILABLE))
                : numbers.onItem().delayIt().by(Duration.ofMillis(1));
    }

    private static List<NumberView> numbers(long after, int most, int count) {
        return LongStream.rangeClosed(after + 1, Math.min(after + most, count))
                .mapToObj(id -> new NumberView(id, "x".repeat(100)))
                .toList();
    }
}
