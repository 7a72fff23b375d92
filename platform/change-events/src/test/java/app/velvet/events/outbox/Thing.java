package app.velvet.events.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An aggregate of the service that the tests pretend to be. */
@Entity
class Thing {

    @Column(name = "company_id")
    long companyId;

    @Id
    long id;

    long version;

    Thing() {}

    Thing(long companyId, long id) {
        this.companyId = companyId;
        this.id = id;
    }
}
