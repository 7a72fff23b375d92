package app.velvet.contacts.contact;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;

/** The row of a contact. */
@RegisterForReflection
record StoredContact(
        long id,
        long companyId,
        long creatorId,
        @JsonUnwrapped PersonName personName,
        @JsonUnwrapped PublicDetails publicDetails,
        @JsonUnwrapped PrivateDetails privateDetails,
        @JsonUnwrapped Appearance appearance,
        @JsonUnwrapped OnlinePresence onlinePresence,
        List<Long> tagIds,
        String avatar,
        Instant createdAt,
        Instant updatedAt) {}
