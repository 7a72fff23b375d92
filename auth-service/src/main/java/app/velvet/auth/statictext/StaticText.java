package app.velvet.auth.statictext;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.PartitionKey;

/** A company's own text. */
@Entity
@Table(name = "static_text")
class StaticText {

    static final String SEQUENCE = "static_text_id";

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @Enumerated(EnumType.STRING)
    private StaticTextType type;

    private String text;
    private Instant updatedAt;

    protected StaticText() {}

    StaticText(long companyId, NewStaticText text, Instant now) {
        this.companyId = companyId;
        this.type = text.type();
        this.text = text.text();
        this.updatedAt = now;
    }

    void change(String newText, Instant now) {
        text = newText;
        updatedAt = now;
    }

    long companyId() {
        return companyId;
    }

    long id() {
        return id;
    }

    StaticTextType type() {
        return type;
    }

    /** Markdown. */
    String text() {
        return text;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
