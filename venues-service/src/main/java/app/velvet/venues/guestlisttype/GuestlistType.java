package app.velvet.venues.guestlisttype;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.PartitionKey;

/** What a guest can be on the guestlist as: what it costs, and for how many. */
@Entity
class GuestlistType {

    static final String SEQUENCE = "guestlist_type_id";

    @Id
    @SequenceGenerator(name = SEQUENCE, sequenceName = SEQUENCE)
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = SEQUENCE)
    private Long id;

    @PartitionKey
    @Column(updatable = false)
    private long companyId;

    @Column(updatable = false)
    private long guestlistTemplateId;

    private String name;

    private double pricePerPerson;

    private Integer personCount;

    @Enumerated(EnumType.STRING)
    private GenderType genderType;

    private boolean preselected;

    protected GuestlistType() {}

    GuestlistType(GuestlistTemplate template, TypeInTemplate type) {
        companyId = template.companyId();
        guestlistTemplateId = template.id();
        become(type);
    }

    /** Null until it is stored. */
    Long id() {
        return id;
    }

    long guestlistTemplateId() {
        return guestlistTemplateId;
    }

    String name() {
        return name;
    }

    double pricePerPerson() {
        return pricePerPerson;
    }

    /** How many may come as this to one event; null if any number. */
    Integer personCount() {
        return personCount;
    }

    GenderType genderType() {
        return genderType;
    }

    boolean preselected() {
        return preselected;
    }

    final void become(TypeInTemplate type) {
        name = type.name();
        pricePerPerson = type.pricePerPerson();
        personCount = type.personCount();
        genderType = type.genderType();
        preselected = type.preselected();
    }
}
