package app.velvet.sync.pull;

import app.velvet.sync.pull.Question.Changes;
import app.velvet.sync.pull.ReaderState.Device;
import java.util.Optional;

/** Why changes alone would not do, in the order in which the contract checks it. */
final class ReasonToReload {

    private ReasonToReload() {}

    static Optional<Reload> find(ReaderState reader, Changes asked, Window window) {
        if (reader.device() == Device.FORGOTTEN) {
            return Optional.of(Reload.unknownDevice());
        }
        var unachieved = window.startDates().keySet().stream()
                .filter(feedClass -> !reader.hasAchieved(feedClass))
                .toList();
        if (unachieved.size() == 1) {
            return Optional.of(Reload.noAchievements(unachieved.get(0)));
        }
        if (!unachieved.isEmpty()) {
            return Optional.of(Reload.noAchievementsAtSomeClasses());
        }
        var isOfAnotherFeed =
                asked.cursor().filter(cursor -> !cursor.isOf(reader)).isPresent();
        return isOfAnotherFeed || reader.mayHaveForgottenSince(window.begin().visibleAt())
                ? Optional.of(Reload.tooManyChanges())
                : Optional.empty();
    }
}
