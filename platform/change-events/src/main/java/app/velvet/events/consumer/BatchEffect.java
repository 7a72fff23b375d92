package app.velvet.events.consumer;

import app.velvet.events.consumer.Batch.Kept;
import app.velvet.events.consumer.Received.Place;
import app.velvet.events.relay.EpochSnapshot;
import app.velvet.events.trace.Traces;
import io.opentelemetry.api.trace.Span;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One attempt at the effect of a batch, in one transaction: decides for each record what it means, and makes that so. */
final class BatchEffect {

    private final Batch batch;
    private final Refusals refusals;
    private final ConsumerStore store;
    private final HandingOver handingOver;
    private final Function<Received.Change, Span> tracing;
    private final Duration compactionLag;
    private final Consumer<ConsumerStep> steps;

    private final Map<Long, CompanyPlace> moved = new HashMap<>();
    private final List<ChangeRecord> changes = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final NamedEntities.Changes named = new NamedEntities.Changes();
    private final Kept kept = new Kept();
    private final List<String> gaps = new ArrayList<>();
    private Map<Long, CompanyPlace> companies = Map.of();
    private int repeated;
    private int putAside;
    private boolean made;

    BatchEffect(
            Batch batch,
            Refusals refusals,
            ConsumerStore store,
            HandingOver handingOver,
            Function<Received.Change, Span> tracing,
            Duration compactionLag,
            Consumer<ConsumerStep> steps) {
        this.batch = batch;
        this.refusals = refusals;
        this.store = store;
        this.handingOver = handingOver;
        this.tracing = tracing;
        this.compactionLag = compactionLag;
        this.steps = steps;
    }

    /**
     * @throws SQLException if it has to be tried again
     * @throws ChangeRefusedException if a change of it never will be applied
     */
    void make(Connection transaction) throws SQLException, PositionLostException {
        steps.accept(ConsumerStep.TRANSACTION_BEGUN);
        if (!batch.claim(transaction)) {
            throw new PositionLostException();
        }
        steps.accept(ConsumerStep.POSITION_ADVANCED);
        readPlaces(transaction);
        batch.records().forEach(this::sort);
        applyChanges(transaction);
        storePlaces(transaction);
        batch.settle(transaction, kept);
        if (!kept.isEmpty()) {
            steps.accept(ConsumerStep.COMPANIES_STOPPED);
        }
        made = true;
    }

    private void readPlaces(Connection transaction) throws SQLException {
        var companyIds = batch.records().stream()
                .map(Received::companyId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (!companyIds.isEmpty()) {
            companies = store.places().of(transaction, batch.partition().topic(), companyIds);
            steps.accept(ConsumerStep.SEQUENCES_READ);
        }
    }

    private void applyChanges(Connection transaction) throws SQLException {
        if (!changes.isEmpty()) {
            handingOver.apply(transaction, List.copyOf(changes));
            steps.accept(ConsumerStep.APPLIED);
        }
    }

    private void storePlaces(Connection transaction) throws SQLException {
        store.named().store(transaction, batch.partition().topic(), named);
        if (!moved.isEmpty()) {
            store.places().store(transaction, batch.partition(), moved);
            steps.accept(ConsumerStep.SEQUENCES_STORED);
        }
    }

    private void sort(Received received) {
        var companyId = received.companyId();
        if (companyId != null && standsStill(companyId)) {
            kept.keep(companyId, received);
        } else if (companyId != null && isRepeated(company(companyId), received)) {
            repeat(company(companyId), received);
        } else if (refusals.stopsCompany(received)) {
            kept.stop(companyId, received, refusals.reason(received));
        } else if (received instanceof Received.Tombstone) {
            entityIsGone(received);
        } else {
            count(received);
        }
    }

    private boolean standsStill(long companyId) {
        return kept.stops().containsKey(companyId)
                || batch instanceof Batch.Polled && companies.get(companyId).stopped();
    }

    private CompanyPlace company(long companyId) {
        return moved.getOrDefault(companyId, companies.get(companyId));
    }

    private static boolean isRepeated(CompanyPlace company, Received received) {
        return company.last() != null
                && received.place() != null
                && !company.last().isBefore(received.place());
    }

    /** It was applied before; but that its entity still is in the topic, it says again. Not so those of an earlier epoch. */
    private void repeat(CompanyPlace company, Received received) {
        repeated++;
        if (!company.isNewEpoch(received.place())) {
            name(received);
        }
    }

    /** Nothing but this may be left of a destroy, behind a change that was read before and named the entity. */
    private void entityIsGone(Received tombstone) {
        EntityKey.of(tombstone.raw()).filter(this::isResynchronising).ifPresent(named::gone);
    }

    private void name(Received received) {
        EntityKey.of(received.raw()).filter(this::isResynchronising).ifPresent(named::named);
    }

    private boolean isResynchronising(EntityKey entity) {
        return companies.containsKey(entity.companyId())
                && company(entity.companyId()).isResynchronising();
    }

    private void count(Received received) {
        if (received.companyId() != null && received.place() != null) {
            move(received.companyId(), received.place(), received);
        }
        name(received);
        if (refusals.reason(received) != null) {
            putAside++;
        } else if (received instanceof Received.Change readable) {
            take(traced(readable));
        }
    }

    private void move(long companyId, Place place, Received received) {
        var company = company(companyId);
        if (company.isNewEpoch(place)) {
            named.beginAnew(companyId);
        } else if (isGap(company, place) && !mayBeCompacted(company, received)) {
            gaps.add("company " + companyId + ", " + company.last().sequence() + " to " + place.sequence());
        }
        moved.put(companyId, company.at(place));
    }

    private static boolean isGap(CompanyPlace company, Place place) {
        return company.last() != null && place.sequence() > company.last().sequence() + 1;
    }

    private boolean mayBeCompacted(CompanyPlace company, Received received) {
        var age = System.currentTimeMillis() - received.raw().timestamp();
        return company.sweepOffset() != null || age > compactionLag.toMillis();
    }

    private ChangeRecord traced(Received.Change readable) {
        var span = tracing.apply(readable);
        spans.add(span);
        return Traces.traceparent(span).map(readable.change()::withTraceparent).orElse(readable.change());
    }

    private void take(ChangeRecord change) {
        changes.add(change);
        if (change.className().equals(EpochSnapshot.END_CLASS_NAME)
                && company(change.companyId()).inSnapshot()) {
            moved.put(change.companyId(), company(change.companyId()).withSnapshotEnded(change.offset() + 1));
        }
    }

    /** Whether a company of it is to be swept, now or later. */
    boolean leavesSomethingToSweep() {
        return moved.values().stream().anyMatch(company -> company.sweepOffset() != null);
    }

    boolean isMade() {
        return made;
    }

    /** What was handed over, in order. */
    List<ChangeRecord> applied() {
        return changes;
    }

    /** Of what was handed over, to be ended with the commit. */
    List<Span> spans() {
        return spans;
    }

    int repeated() {
        return repeated;
    }

    int putAside() {
        return putAside;
    }

    Kept kept() {
        return kept;
    }

    /** Sequences missing that compaction does not explain. */
    List<String> gaps() {
        return gaps;
    }
}
