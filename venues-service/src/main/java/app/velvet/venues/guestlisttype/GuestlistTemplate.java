package app.velvet.venues.guestlisttype;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Transient;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.PartitionKey;

/** A set of guestlist types that events of a venue use. {@link TemplateRepository} loads and stores it whole. */
@Entity
class GuestlistTemplate {

    static final String SEQUENCE = "guestlist_template_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long venueId;

    private String name;

    @Transient
    private List<GuestlistType> types = List.of();

    @Transient
    private final List<GuestlistType> orphans = new ArrayList<>();

    protected GuestlistTemplate() {}

    GuestlistTemplate(long companyId, long venueId) {
        this.companyId = companyId;
        this.venueId = venueId;
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long companyId() {
        return companyId;
    }

    long venueId() {
        return venueId;
    }

    String name() {
        return name;
    }

    /** In id order. */
    List<GuestlistType> types() {
        return types;
    }

    void rename(String newName) {
        name = newName;
    }

    void loadedWith(List<GuestlistType> itsTypes) {
        types = itsTypes;
    }

    boolean has(long typeId) {
        return types.stream().anyMatch(type -> type.id() == typeId);
    }

    /** Those that are named by their ids stay. The template must be stored, for the new ones to know it. */
    void replaceTypes(List<TypeInTemplate> wanted) {
        var replaced = new ArrayList<GuestlistType>();
        for (var known : types) {
            wanted.stream()
                    .filter(one -> known.id().equals(one.id()))
                    .findFirst()
                    .ifPresentOrElse(
                            one -> {
                                known.become(one);
                                replaced.add(known);
                            },
                            () -> orphans.add(known));
        }
        wanted.stream().filter(one -> one.id() == null).forEach(one -> replaced.add(new GuestlistType(this, one)));
        types = List.copyOf(replaced);
    }

    /** The types that were taken off it since it was loaded. */
    List<GuestlistType> orphans() {
        return List.copyOf(orphans);
    }
}
