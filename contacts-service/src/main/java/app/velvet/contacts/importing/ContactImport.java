package app.velvet.contacts.importing;

import app.velvet.api.permission.Audience;
import app.velvet.contacts.importing.ImportView.Reason;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.Set;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.type.SqlTypes;

/** An address book that a user has uploaded, and how far it is imported. */
@Entity
class ContactImport {

    static final String SEQUENCE = "contact_import_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long userId;

    @Enumerated(EnumType.STRING)
    private ImportState state;

    @Column(updatable = false)
    private int total;

    private int imported;
    private int skipped;
    private int failed;

    @JdbcTypeCode(SqlTypes.JSON)
    private Reasons reasons;

    private long position;
    private int lease;
    private int retries;
    private int alone;
    private Instant dueAt;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant finishedAt;

    protected ContactImport() {}

    ContactImport(long companyId, long userId, int total, Instant now) {
        this.companyId = companyId;
        this.userId = userId;
        this.total = total;
        this.state = ImportState.PENDING;
        this.reasons = Reasons.NONE;
        this.createdAt = now;
        this.dueAt = now;
    }

    /** One that was read without Hibernate. */
    ContactImport(Stored stored) {
        id = stored.id();
        companyId = stored.companyId();
        userId = stored.userId();
        state = stored.state();
        total = stored.total();
        imported = stored.imported();
        skipped = stored.skipped();
        failed = stored.failed();
        reasons = stored.reasons();
        createdAt = stored.createdAt();
        finishedAt = stored.finishedAt();
    }

    long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    /** Takes down what became of the next card. */
    void count(CardOutcome outcome) {
        state = ImportState.RUNNING;
        switch (outcome.kind()) {
            case IMPORTED -> imported++;
            case SKIPPED -> skipped++;
            case FAILED -> {
                failed++;
                reasons = reasons.with(new Reason(done(), outcome.reason()));
            }
        }
    }

    /** Others have their turn first, unless it is over. */
    void doneUpTo(long newPosition, int cards, Instant now) {
        boolean isAtEnd = cards == 0;
        position = newPosition;
        retries = 0;
        alone = Math.max(0, alone - cards);
        dueAt = now;
        if (isAtEnd || done() >= total) {
            end(ImportState.FINISHED, now);
        }
    }

    void fail(String reason, Instant now) {
        reasons = reasons.with(new Reason(null, reason));
        end(ImportState.FAILED, now);
    }

    boolean isOver() {
        return finishedAt != null;
    }

    Set<Audience> audience() {
        return Set.of(Audience.user(userId));
    }

    ImportView view() {
        return new ImportView(
                id,
                userId,
                state,
                imported,
                skipped,
                failed,
                total,
                reasons.first(),
                Math.max(0, failed - Reasons.MOST),
                createdAt,
                finishedAt);
    }

    /** How many cards have been dealt with. */
    private int done() {
        return imported + skipped + failed;
    }

    private void end(ImportState how, Instant now) {
        state = how;
        finishedAt = now;
    }

    /** Its row, as far as it is published. */
    @RegisterForReflection
    record Stored(
            long id,
            long companyId,
            long userId,
            ImportState state,
            int total,
            int imported,
            int skipped,
            int failed,
            Reasons reasons,
            Instant createdAt,
            Instant finishedAt) {}
}
