package app.velvet.auth.user;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Where users work, from this service's copy. */
@ApplicationScoped
public class UserVenueRepository {

    private static final String OF_USERS =
            "select v from UserVenue v where v.companyId = :companyId and v.userId in :userIds order by v.userId, v.venueId";

    /** In the order of the venues' ids. */
    public Uni<List<VenueOfUser>> ofUser(User user) {
        return ofUsers(user.companyId(), List.of(user.id())).map(venues -> venues.getOrDefault(user.id(), List.of()));
    }

    /** By the users' ids; who works nowhere is missing. */
    public Uni<Map<Long, List<VenueOfUser>>> ofUsers(long companyId, Collection<Long> userIds) {
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(OF_USERS, UserVenue.class)
                        .setParameter("companyId", companyId)
                        .setParameter("userIds", userIds)
                        .getResultList())
                .map(found ->
                        found.stream().collect(groupingBy(UserVenue::userId, mapping(UserVenue::view, toList()))));
    }
}
