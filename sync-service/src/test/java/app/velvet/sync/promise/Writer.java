package app.velvet.sync.promise;

import app.velvet.api.permission.Audience;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a random history, which depends on its seed alone: what happens in the services next, one thing after the other.
 */
final class Writer {

    private static final int VENUES = 4;
    private static final int USERS = 4;
    private static final List<String> TOPICS =
            Arrays.stream(Kind.values()).map(Kind::topic).distinct().toList();
    private static final Map<String, List<String>> SUBJECTS = Map.of(
            "Contact", List.of("read", "manage", "view_full"),
            "ContactQualification", List.of("read"),
            "Task", List.of("read", "manage"),
            "Reservation", List.of("read", "manage"),
            "Guestlist", List.of("read", "manage"),
            "Event", List.of("read"));
    private static final List<String> SUBJECTS_IN_ORDER =
            SUBJECTS.keySet().stream().sorted().toList();

    /** In changes of its own, on the average. */
    private static final int LONGEST_INACTIVE = 25;

    private final Random random;
    private final List<Company> companies;
    private final Tally tally;
    private final Map<Company, Long> lastUserIds = new HashMap<>();
    /** Each company counts for itself: the same ids mean other things elsewhere. */
    private final Map<Company, Long> lastEntityIds = new HashMap<>();

    /** Whose turn it is to be restored from a backup. */
    private final Deque<String> topics;

    private int version;

    Writer(Random random, List<Company> companies, Tally tally) {
        this.random = random;
        this.companies = companies;
        this.tally = tally;
        var shuffled = new ArrayList<>(TOPICS);
        Collections.shuffle(shuffled, random);
        this.topics = new ArrayDeque<>(shuffled);
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
        if (!company.isActive() && what % LONGEST_INACTIVE == 0) {
            company.setActive(true);
            return 1;
        } else if (what < 725) {
            return change(company);
        } else if (what < 875) {
            return destroy(company);
        } else if (what < 955) {
            return moveOn(company);
        } else if (what < 969) {
            return permitOtherwise(company, any(company.users()));
        } else if (what < 973) {
            company.users().stream().limit(2).forEach(user -> permitOtherwise(company, user));
            return 2;
        } else if (what < 979) {
            return turnActive(company, any(company.users()));
        } else if (what < 980) {
            return replaceUser(company);
        } else if (what < 988) {
            return restore(company, nextTopic());
        } else if (what < 991) {
            return endSession(company);
        } else if (what < 993) {
            return deactivate(company);
        }
        return writeMany(company);
    }

    /** Everybody may come in again, but in one session. */
    void end() {
        companies.forEach(company -> company.setActive(true));
        endSession(companies.get(0));
    }

    private int endSession(Company company) {
        tally.count("sessions ended");
        company.endSession(random.nextInt(1_000));
        return 1;
    }

    private int deactivate(Company company) {
        tally.count("companies deactivated");
        company.setActive(false);
        return 1;
    }

    /** A service begins a new epoch: it has lost some of what it had, of some it has another state; and it is written to meanwhile. */
    private int restore(Company company, String topic) {
        tally.count("epochs of " + topic);
        var entities = company.entities().stream()
                .filter(entity -> entity.kind().topic().equals(topic))
                .toList();
        var lost = entities.stream().filter(entity -> random.nextInt(6) == 0).collect(Collectors.toSet());
        var isOfStaff = topic.equals(Company.STAFF_TOPIC);
        var lostUsers = isOfStaff && random.nextBoolean() ? List.of(any(company.users())) : List.<Staff>of();
        tally.add("entities lost", lost.size());
        var end = company.beginEpoch(topic, lost, lostUsers);
        for (var entity : entities) {
            if (!lost.contains(entity)) {
                putAsRestored(company, entity);
            }
            if (random.nextInt(20) == 0) {
                change(company);
            }
        }
        if (isOfStaff) {
            company.users().forEach(company::put);
            lostUsers.forEach(user -> hire(company));
            company.setActive(company.isActive());
        }
        company.endEpoch(topic, end);
        return entities.size();
    }

    private String nextTopic() {
        var topic = topics.remove();
        topics.add(topic);
        return topic;
    }

    private void putAsRestored(Company company, Entity entity) {
        if (random.nextInt(4) == 0) {
            putAgain(company, entity, anyAudience(company, entity.kind()));
        } else {
            company.put(entity);
        }
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
            var kind = anyKind();
            var id = lastEntityIds.merge(company, 1L, Long::sum);
            company.put(kind, id, ++version, anyAudience(company, kind), anyContact(kind, known, id));
        } else {
            var entity = any(known);
            var audience = random.nextInt(3) == 0 ? anyAudience(company, entity.kind()) : entity.audience();
            putAgain(company, entity, audience);
        }
        return 1;
    }

    /** More often those that say something of another. */
    private Kind anyKind() {
        return random.nextInt(4) == 0 ? any(List.of(Kind.CONTACT, Kind.RESERVATION)) : any(List.of(Kind.values()));
    }

    private void putAgain(Company company, Entity entity, Set<Audience> audience) {
        var contact = random.nextInt(4) == 0
                ? anyContact(entity.kind(), company.entities(), entity.id())
                : entity.contactId();
        company.put(entity.kind(), entity.id(), ++version, audience, contact);
    }

    /** For a reservation one who is there, or is not yet and perhaps never will be, or nobody. */
    private Long anyContact(Kind kind, List<Entity> known, long id) {
        if (kind != Kind.RESERVATION || random.nextInt(8) == 0) {
            return null;
        }
        var contacts = known.stream()
                .filter(entity -> entity.kind() == Kind.CONTACT)
                .map(Entity::id)
                .toList();
        return contacts.isEmpty() || random.nextInt(8) == 0 ? Long.valueOf(id + random.nextInt(20)) : any(contacts);
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
        putAgain(company, entity, anyAudience(company, entity.kind()));
        if (random.nextBoolean()) {
            putAgain(company, entity, entity.audience());
        } else {
            putAgain(company, entity, anyAudience(company, entity.kind()));
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
                if (action.equals("read") || random.nextInt(3) < (action.equals("view_full") ? 2 : 1)) {
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
