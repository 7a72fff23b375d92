package app.velvet.sync.promise;

import app.velvet.api.time.Timestamps;
import app.velvet.events.Partitions;
import app.velvet.sync.promise.Entity.Key;
import app.velvet.sync.promise.Gateway.Reply;
import app.velvet.testing.TestTokens;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A phone that follows the protocol, each time in another of the ways that it allows, over a network that loses answers.
 * Whenever it has got everything up to a time, its copy is judged. For one thread.
 */
final class Device {

    private static final String PULL = "/last_changes";
    private static final String SNAPSHOT = "/last_changes/snapshot";
    private static final String ACKNOWLEDGMENT = "/last_changes/acknowledgment";
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration LONGEST_PUT_OFF = Cluster.MARGIN.multipliedBy(2);
    private static final Duration LONGEST_UNDER_WAY = Duration.ofSeconds(20);

    /** What is kept with the copy, to go on from. */
    private record Position(String timestamp, String cursor) {}

    private record Backup(Map<Key, JsonNode> copy, Position position) {}

    private final Company company;
    private final Gateway gateway;
    private final Progress progress;
    private final Random random;
    private final Tally tally;
    private final String name;

    private long userId;
    private int signIns;
    private long session;
    private String token;
    private Map<Key, JsonNode> copy = new HashMap<>();
    /** Null before anything was loaded. */
    private Position position;
    /** Earlier ones, from which it may ask again, and acknowledge late. */
    private final List<String> told = new ArrayList<>();

    private Backup backup;
    /** When it will load everything as it was told to; zero if it was not. */
    private long loadingFrom;

    /** One without an answer may still be under way, and come after one of an earlier time. */
    private long lostAcknowledgmentAt = System.nanoTime();

    Device(String name, Company company, Gateway gateway, Progress progress, Random random, Tally tally) {
        this.name = name;
        this.company = company;
        this.gateway = gateway;
        this.progress = progress;
        this.random = random;
        this.tally = tally;
        signIn();
    }

    /** Begins anew, as any user who is there. */
    private void signIn() {
        var users = company.users();
        userId = users.get(random.nextInt(users.size())).id();
        signIns++;
        session = company.beginSession(name, userId);
        token = TestTokens.of(company.id(), userId)
                .device("d." + name + "." + signIns)
                .session(session)
                .issue();
        copy = new HashMap<>();
        position = null;
        told.clear();
        loadingFrom = 0;
        backup = null;
    }

    @Override
    public String toString() {
        return "device %s of user %d of company %d".formatted(name, userId, company.id());
    }

    /** Does one thing or another. */
    void step() {
        if ((company.user(userId) == null || company.hasEnded(session)) && random.nextInt(10) == 0) {
            signIn();
        }
        if (position == null) {
            pull(Map.of("start_date", "2020-01-01"));
            return;
        }
        switch (random.nextInt(40)) {
            case 0, 1 -> loadSnapshot();
            case 2 -> reloadOneClass();
            case 3, 4, 5 -> acknowledge(position.timestamp());
            case 6, 7 -> acknowledge(anyTold());
            case 8 -> pullOneClass();
            case 9 -> backup = new Backup(new HashMap<>(copy), position);
            case 10 -> restoreBackup();
            case 11, 12, 13, 14, 15, 16 -> poll();
            default -> pull(somehow());
        }
    }

    /** From the last time or from the last cursor, in pages or not, perhaps with one class from before that. */
    private Map<String, String> somehow() {
        var parameters = new LinkedHashMap<String, String>();
        if (random.nextBoolean()) {
            parameters.put("start_date", position.timestamp());
        } else {
            parameters.put("cursor", position.cursor());
        }
        if (random.nextInt(3) == 0) {
            parameters.put("limit", String.valueOf(1 + random.nextInt(20)));
        }
        if (random.nextInt(12) == 0) {
            parameters.put("options[" + anyKind().wireName() + "][start_date]", anyTold());
        }
        return parameters;
    }

    private Kind anyKind() {
        return Kind.values()[random.nextInt(Kind.values().length)];
    }

    private String anyTold() {
        return told.get(random.nextInt(told.size()));
    }

    private void poll() {
        var parameters = somehow();
        var seconds = 1 + random.nextInt(6);
        parameters.put("wait", String.valueOf(seconds));
        tally.count("long polls");
        ask(PULL, parameters, PATIENCE.plusSeconds(seconds)).ifPresent(answer -> take(answer, oldest(parameters)));
    }

    private void pull(Map<String, String> parameters) {
        tally.count("pulls");
        ask(PULL, parameters, PATIENCE).ifPresent(answer -> take(answer, oldest(parameters)));
    }

    /** The earliest time that is asked from. */
    private Instant oldest(Map<String, String> parameters) {
        var asked = parameters.entrySet().stream()
                .filter(parameter -> parameter.getKey().endsWith("start_date]")
                        || parameter.getKey().equals("start_date"))
                .map(Map.Entry::getValue);
        var cursor = parameters.containsKey("cursor") ? Stream.of(position.timestamp()) : Stream.<String>empty();
        return Stream.concat(asked, cursor)
                .map(time -> Timestamps.parse(time).orElseThrow())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** What one class has to tell, which the others do not follow. */
    private void pullOneClass() {
        var parameters = Map.of("options[" + anyKind().wireName() + "][start_date]", anyTold());
        tally.count("pulls of one class");
        ask(PULL, parameters, PATIENCE)
                .filter(answer -> !answer.asksForReload())
                .ifPresent(this::apply);
    }

    private void take(Answer answer, Instant asked) {
        if (answer.asksForReload()) {
            reload(answer, asked);
            return;
        }
        apply(answer);
        follow(answer);
        if (answer.hasMore()) {
            tally.count("pages with more after them");
        } else {
            judge(answer);
        }
    }

    private void apply(Answer answer) {
        var keys = new HashSet<Key>();
        for (var element : answer.log()) {
            var key = new Key(
                    element.get("class_name").textValue(), element.get("id").longValue());
            if (!keys.add(key)) {
                throw new AssertionError(this + " is told twice of " + key);
            }
            if (element.get("action").textValue().equals("destroy")) {
                copy.remove(key);
            } else {
                requireOwn(element);
                copy.put(key, element.get("data"));
            }
        }
    }

    private void requireOwn(JsonNode element) {
        if (!element.get("data").toString().contains("\"" + Entity.mark(company.id()))) {
            throw new AssertionError(this + " is told of another company: " + element);
        }
    }

    private void follow(Answer answer) {
        position = new Position(answer.timestamp(), answer.cursor());
        told.add(answer.timestamp());
    }

    /** Of an answer during which the feed was emptied nothing can be said, but that everything will have to be loaded. */
    private void judge(Answer answer) {
        if (isRebuiltAfter(answer.time())) {
            return;
        }
        var judgement = company.judge(userId, copy, progress.upTo(answer.time()));
        tally.judged(judgement);
        if (!judgement.wrong().isEmpty()) {
            throw new AssertionError("%s, having everything up to %s: %d wrong, as %s"
                    .formatted(
                            this,
                            answer.timestamp(),
                            judgement.wrong().size(),
                            judgement.wrong().get(0)));
        }
    }

    private void reload(Answer answer, Instant asked) {
        tally.count("reloads: " + answer.message());
        if (answer.message().startsWith("Too many changes")
                && !isRebuiltAfter(asked)
                && !company.hasNewEpochAfter(progress.upTo(asked))) {
            throw new AssertionError(this + " must reload though the feed has forgotten nothing since " + asked);
        }
        if (position != null && putsOffLoading()) {
            return;
        }
        var isLoaded = random.nextBoolean() ? loadSnapshot() : loadFromServices(answer);
        if (isLoaded) {
            acknowledge(position.timestamp());
        }
    }

    private boolean isRebuiltAfter(Instant time) {
        return progress.isRebuiltAfter(time, Partitions.of(company.id()));
    }

    /** Some do so for a while, in which an earlier acknowledgment may come that was late. */
    private boolean putsOffLoading() {
        var now = System.nanoTime();
        if (loadingFrom == 0) {
            loadingFrom = now + (random.nextBoolean() ? 0 : random.nextLong(LONGEST_PUT_OFF.toNanos()));
        }
        if (now < loadingFrom) {
            acknowledge(anyTold());
            return true;
        }
        loadingFrom = 0;
        return false;
    }

    private boolean loadSnapshot() {
        tally.count("snapshots");
        var snapshot = ask(SNAPSHOT, Map.of(), PATIENCE);
        snapshot.ifPresent(answer -> {
            copy = new HashMap<>();
            take(answer, answer.time());
        });
        return snapshot.isPresent();
    }

    /** One class after the other. They are ahead of the feed with data, and may be behind with permissions for a moment. */
    private boolean loadFromServices(Answer before) {
        tally.count("loads from services");
        var permissions = company.permissionsThatAServiceMayKnow(userId, Cluster.MARGIN);
        copy = new HashMap<>();
        for (var kind : Kind.values()) {
            copy.putAll(company.visibleTo(userId, permissions.get(random.nextInt(permissions.size())), kind));
            Thread.yield();
        }
        follow(before);
        return true;
    }

    /** Without going on from there. */
    private void reloadOneClass() {
        var kind = anyKind();
        ask(SNAPSHOT, Map.of("classes[]", kind.wireName()), PATIENCE).ifPresent(answer -> {
            copy.keySet().removeIf(key -> key.className().equals(kind.wireName()));
            apply(answer);
        });
    }

    private boolean acknowledge(String timestamp) {
        tally.count("acknowledgments");
        var reply = gateway.post(random, ACKNOWLEDGMENT, token, Map.of("timestamp", timestamp), PATIENCE);
        if (!reply.map(Reply::isCertain).orElse(false)) {
            lostAcknowledgmentAt = System.nanoTime();
        }
        return reply.filter(answer -> answer.status() == 200).isPresent();
    }

    private void restoreBackup() {
        var mayBeUnderWay = System.nanoTime() - lostAcknowledgmentAt < LONGEST_UNDER_WAY.toNanos();
        if (backup == null || mayBeUnderWay || !acknowledge(backup.position().timestamp())) {
            return;
        }
        tally.count("backups restored");
        copy = new HashMap<>(backup.copy());
        position = backup.position();
        told.clear();
        told.add(position.timestamp());
    }

    /** Empty if there was none, or it was lost on its way, or the user was refused. */
    private Optional<Answer> ask(String path, Map<String, String> parameters, Duration patience) {
        var loses = random.nextInt(12) == 0;
        var reply = gateway.get(random, path, token, parameters, loses ? Duration.ofMillis(30) : patience);
        reply.filter(Reply::isMistake).ifPresent(mistake -> {
            throw new AssertionError(this + " asked for " + path + parameters + " and was told " + mistake);
        });
        if (loses || reply.isEmpty() || reply.get().status() != 200) {
            tally.count("answers lost");
            return Optional.empty();
        }
        return reply.map(Reply::body).map(Answer::of);
    }

    /**
     * Once everything is quiet.
     *
     * @param all an observation that has all changes
     * @return whether it has been judged by all of them, or been refused as its user must be
     */
    boolean settle(Progress.Observation all) {
        if (company.hasEnded(session)) {
            if (isRefused()) {
                tally.count("refused in an ended session");
                signIn();
            }
            return false;
        }
        if (mayNotComeIn()) {
            return isRefused();
        }
        var parameters = position == null
                ? Map.of("start_date", "2020-01-01")
                : Map.of("cursor", position.cursor(), "limit", "1000");
        var answer = ask(PULL, parameters, PATIENCE);
        answer.ifPresent(told -> take(told, oldest(parameters)));
        return answer.filter(last ->
                        !last.asksForReload() && !last.hasMore() && !last.time().isBefore(all.at()))
                .isPresent();
    }

    private boolean mayNotComeIn() {
        var user = company.user(userId);
        return user == null || !user.active();
    }

    /** Whether it is not let in; not if nobody answers. */
    boolean isRefused() {
        return gateway.get(random, PULL, token, Map.of("start_date", "2020-01-01"), PATIENCE)
                .filter(Reply::isRefusal)
                .isPresent();
    }

    Company company() {
        return company;
    }

    /** Whether its copy is what a fresh load gives; empty if that was lost. */
    Optional<Boolean> equalsFreshLoad() {
        if (mayNotComeIn()) {
            return Optional.of(true);
        }
        var before = copy;
        return ask(SNAPSHOT, Map.of(), PATIENCE).map(answer -> {
            copy = new HashMap<>();
            take(answer, answer.time());
            return copy.equals(before);
        });
    }
}
