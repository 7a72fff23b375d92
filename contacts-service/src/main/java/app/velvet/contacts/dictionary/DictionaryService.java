package app.velvet.contacts.dictionary;

import app.velvet.api.permission.Right;
import app.velvet.api.persistence.UniqueConstraint;
import app.velvet.api.token.Caller;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reading and changing dictionaries. */
@ApplicationScoped
class DictionaryService {

    private final DictionaryRepository dictionaries;
    private final DefaultDictionaries defaults;
    private final Outbox outbox;
    private final Clock clock;

    DictionaryService(DictionaryRepository dictionaries, DefaultDictionaries defaults, Outbox outbox, Clock clock) {
        this.dictionaries = dictionaries;
        this.defaults = defaults;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * All of the caller's company, in id order.
     *
     * @param caller empty: nobody has signed in yet
     */
    Uni<List<DictionaryView>> all(Optional<Caller> caller) {
        return caller.isEmpty()
                ? Uni.createFrom().item(defaults.all())
                : allOf(caller.get().companyId());
    }

    /** @param caller as of {@link #all} */
    Uni<DictionaryView> get(Optional<Caller> caller, DictionaryKey key) {
        return caller.isEmpty()
                ? Uni.createFrom().item(defaults.of(key))
                : ofCompany(caller.get().companyId(), key);
    }

    /** From now on the company has this dictionary of its own, be it what the default is now. */
    Uni<DictionaryView> put(Caller caller, DictionaryKey key, DictionaryValue value) {
        caller.require(Right.MANAGE_COMPANY);
        return Uni.createFrom()
                .deferred(() -> store(caller, key, value))
                .onFailure(UniqueConstraint.violation("uq_dictionary_key"))
                .retry()
                .atMost(1);
    }

    @WithSession
    Uni<List<DictionaryView>> allOf(long companyId) {
        return dictionaries
                .all(companyId)
                .map(own -> defaults.under(own.stream().map(DictionaryView::of).toList()));
    }

    @WithSession
    Uni<DictionaryView> ofCompany(long companyId, DictionaryKey key) {
        return dictionaries
                .find(companyId, key)
                .map(own -> own.map(DictionaryView::of).orElseGet(() -> defaults.of(key)));
    }

    @WithTransaction
    Uni<DictionaryView> store(Caller caller, DictionaryKey key, DictionaryValue value) {
        return dictionaries
                .findForUpdate(caller.companyId(), key)
                .chain(own -> own.isPresent() ? change(caller, own.get(), value) : add(caller, key, value));
    }

    private Uni<DictionaryView> add(Caller caller, DictionaryKey key, DictionaryValue value) {
        return dictionaries
                .add(new Dictionary(caller.companyId(), key, value, clock.instant()))
                .chain(added -> published(Action.CREATE, added, caller));
    }

    /** What it already is does not count as a change. */
    private Uni<DictionaryView> change(Caller caller, Dictionary dictionary, DictionaryValue value) {
        if (dictionary.value().equals(value)) {
            return Uni.createFrom().item(DictionaryView.of(dictionary));
        }
        dictionary.change(value, clock.instant());
        return published(Action.UPDATE, dictionary, caller);
    }

    private Uni<DictionaryView> published(Action action, Dictionary dictionary, Caller caller) {
        var view = DictionaryView.of(dictionary);
        return outbox.append(DictionaryChanges.of(action, caller.companyId(), view, caller.userId()))
                .replaceWith(view);
    }
}
