package app.velvet.auth.company;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** A tenant: everything else belongs to exactly one. */
@Entity
@Table(name = "company")
public class Company {

    static final String SEQUENCE = "company_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    private String name;
    private String timeZone;
    private boolean active;
    private Instant createdAt;
    private Instant updatedAt;

    protected Company() {}

    Company(NewCompany company, Instant now) {
        this.name = company.name();
        this.timeZone = company.timeZone();
        this.active = true;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void apply(CompanyPatch patch) {
        name = patch.name().over(name);
        timeZone = patch.timeZone().over(timeZone);
        active = patch.active().over(active);
    }

    void touch(Instant now) {
        updatedAt = now;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** An IANA name, e.g. {@code America/New_York}. */
    public String timeZone() {
        return timeZone;
    }

    /** Into an inactive company nobody may come. */
    public boolean isActive() {
        return active;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
