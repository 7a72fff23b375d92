package app.velvet.sync.promise;

import app.velvet.api.permission.Audience;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Writes a random history, which depends on its seed alone: what happens in the services next, one thing after the other.
 */
final class Writer {

    private static final int VENUES = 4;
    private static final int USERS = 4;
    private static final Map<String, List<String>> SUBJECTS = Map.of(
            "Contact", List.of("read", "manage", "view_full"),
            "ContactQualification", List.of("read"),
            "Task", List.of("read", "manage"),
            "Reservation", List.of("read", "manage"),
            "Guestlist", List.of("read", "manage"),
            "Event", List.of("read"));
    private static final List<String> SUBJECTS_IN_ORDER =
            SUBJECTS.keySet().stream().sorted().toList();

    private final Random random;
    private final List<Company> companies;
    private final Map<Company, Long> lastUserIds = new HashMap<>();
    /** Each company counts for itself: the same ids mean other things elsewhere. */
    private final Map<Company, Long> lastEntityIds = new HashMap<>();

    private int version;

    Writer(Random random, List<Company> companies) {
        this.random = random;
        this.companies = companies;
        for (var company : companies) {
            for (var i = 0; i < USERS; i++) {
                hire(company);
            }
        }
    }

    /** What was there before the history begins. */
    void populate(int entities) {
        for (var company : companies) {
            for (var i = 0; i < entities; i++) {
                change(company);
            }
        }
    }

    /** One thing happens. Returns how many changes it made. */
    int write() {
        var company = any(companies);
        var what = random.nextInt(1_000);
        if (what < 740) {
            return change(company);
        } else if (what < 890) {
            return destroy(company);
        } else if (what < 970) {
            return moveOn(company);
        } else if (what < 984) {
            return permitOtherwise(company, any(company.users()));
        } else if (what < 988) {
            company.users().stream().limit(2).forEach(user -> permitOtherwise(company, user));
            return 2;
        } else if (what < 994) {
            return turnActive(company, any(company.users()));
        } else if (what < 995) {
            return replaceUser(company);
        }
        return writeMany(company);
    }

    /** More than the projector applies at once, all of a sudden. */
    private int writeMany(Company company) {
        var many = 20 + random.nextInt(80);
        for (var i = 0; i < many; i++) {
            change(company);
        }
        return many;
    }

    private int change(Company company) {
        var known = company.entities();
        if (known.isEmpty() || random.nextInt(3) == 0) {
            var kind = any(List.of(Kind.values()));
            company.put(kind, lastEntityIds.merge(company, 1L, Long::sum), ++version, anyAudience(company, kind));
        } else {
            var entity = any(known);
            var audience = random.nextInt(3) == 0 ? anyAudience(company, entity.kind()) : entity.audience();
            company.put(entity.kind(), entity.id(), ++version, audience);
        }
        return 1;
    }

    private int destroy(Company company) {
        var known = company.entities();
        if (known.isEmpty()) {
            return 0;
        }
        company.destroy(any(known));
        return 1;
    }

    /** There and away and perhaps there again, before the feed has seen the first. */
    private int moveOn(Company company) {
        var known = company.entities();
        if (known.isEmpty()) {
            return 0;
        }
        var entity = any(known);
        company.put(entity.kind(), entity.id(), ++version, anyAudience(company, entity.kind()));
        if (random.nextBoolean()) {
            company.put(entity.kind(), entity.id(), ++version, entity.audience());
        } else {
            company.put(entity.kind(), entity.id(), ++version, anyAudience(company, entity.kind()));
        }
        return 2;
    }

    private Set<Audience> anyAudience(Company company, Kind kind) {
        var audience = new HashSet<Audience>();
        if (kind.isPrivate()) {
            audience.add(Audience.user(any(company.users()).id()));
            return audience;
        }
        audience.add(Audience.company());
        if (!kind.isEverybodys()) {
            for (var i = random.nextInt(3); i > 0; i--) {
                audience.add(
                        random.nextBoolean()
                                ? Audience.venue(1 + random.nextInt(VENUES))
                                : Audience.user(any(company.users()).id()));
            }
        }
        return audience;
    }

    private int hire(Company company) {
        var id = lastUserIds.merge(company, 1L, Long::sum);
        company.put(new Staff(id, true, anyStruct()));
        return 1;
    }

    private int permitOtherwise(Company company, Staff user) {
        company.put(user.permitted(anyStruct()));
        return 1;
    }

    private int turnActive(Company company, Staff user) {
        company.put(user.activated(!user.active()));
        return 1;
    }

    private int replaceUser(Company company) {
        company.remove(any(company.users()));
        return 1 + hire(company);
    }

    private ObjectNode anyStruct() {
        var struct = JsonNodeFactory.instance.objectNode();
        for (var subject : SUBJECTS_IN_ORDER) {
            var actions = struct.putObject(subject);
            for (var action : SUBJECTS.get(subject)) {
                if (action.equals("read") || random.nextInt(3) == 0) {
                    addScopes(actions.putArray(action));
                }
            }
        }
        return struct;
    }

    private void addScopes(ArrayNode scopes) {
        switch (random.nextInt(6)) {
            case 0 -> {}
            case 1 -> scopes.addObject();
            case 2 -> scopes.addObject().put("self", true);
            case 3 -> {
                scopes.addObject().put("self", true);
                addVenues(scopes);
            }
            default -> addVenues(scopes);
        }
    }

    private void addVenues(ArrayNode scopes) {
        var venues = scopes.addObject().putArray("selected_venues");
        for (var venue = 1; venue <= VENUES; venue++) {
            if (random.nextBoolean()) {
                venues.add(venue);
            }
        }
    }

    private <T> T any(List<T> elements) {
        return elements.get(random.nextInt(elements.size()));
    }
}
