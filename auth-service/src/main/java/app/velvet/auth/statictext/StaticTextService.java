package app.velvet.auth.statictext;

import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import app.velvet.auth.company.CompanyRepository;
import app.velvet.events.Action;
import app.velvet.events.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Reading and writing static texts. */
@ApplicationScoped
class StaticTextService {

    private final StaticTextRepository texts;
    private final DefaultTexts defaults;
    private final CompanyRepository companies;
    private final Outbox outbox;
    private final Clock clock;

    StaticTextService(
            StaticTextRepository texts,
            DefaultTexts defaults,
            CompanyRepository companies,
            Outbox outbox,
            Clock clock) {
        this.texts = texts;
        this.defaults = defaults;
        this.companies = companies;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * The caller's company's text, or else the default one; Markdown.
     *
     * @param caller empty: nobody has signed in yet
     */
    Uni<String> text(Optional<Caller> caller, StaticTextType type) {
        return caller.isEmpty()
                ? Uni.createFrom().item(defaults.of(type))
                : textOf(caller.get().companyId(), type);
    }

    @WithSession
    Uni<String> textOf(long companyId, StaticTextType type) {
        return texts.find(companyId, type).map(own -> own.map(StaticText::text).orElseGet(() -> defaults.of(type)));
    }

    /** What a text already is does not count as a change. */
    @WithTransaction
    Uni<StaticTextView> put(Caller caller, NewStaticText wanted) {
        caller.require(Right.MANAGE_COMPANY);
        // Two who write the first text of a type at once would both make one.
        return companies
                .requireForUpdate(caller.companyId())
                .chain(company -> texts.find(caller.companyId(), wanted.type()))
                .chain(found -> found.isPresent() ? change(caller, found.get(), wanted) : add(caller, wanted))
                .map(StaticTextView::of);
    }

    private Uni<StaticText> add(Caller caller, NewStaticText wanted) {
        return texts.add(new StaticText(caller.companyId(), wanted, clock.instant()))
                .call(added -> outbox.append(StaticTextChanges.of(Action.CREATE, added, caller.userId())));
    }

    private Uni<StaticText> change(Caller caller, StaticText text, NewStaticText wanted) {
        if (text.text().equals(wanted.text())) {
            return Uni.createFrom().item(text);
        }
        text.change(wanted.text(), clock.instant());
        return outbox.append(StaticTextChanges.of(Action.UPDATE, text, caller.userId()))
                .replaceWith(text);
    }
}
