package app.velvet.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedDataTest {

    private final FeedData data = FeedData.ofEntries(30_000);

    @ParameterizedTest
    @EnumSource(Reach.class)
    void sinceATimeExactlySoManyHaveChangedForTheReader(Reach reach) {
        for (int elements : new int[] {0, 10, 1_000}) {
            var since = data.since(reach, elements);

            assertThat(IntStream.range(0, data.entities())
                            .filter(entity -> reach.covers(FeedData.venueOf(entity)))
                            .filter(entity -> !data.changedAt(entity).isBefore(since)))
                    .hasSize(elements);
        }
    }

    @Test
    void moreEntriesAreOfMoreCompaniesUpToFifty() {
        assertThat(FeedData.ofEntries(100_000).companies()).isEqualTo(5);
        assertThat(FeedData.ofEntries(10_000_000).companies()).isEqualTo(50);
        assertThat(FeedData.ofEntries(10_000_000).entries()).isBetween(9_990_000L, 10_000_000L);
    }

    @Test
    void whatIsTooSmallIsRefused() {
        assertThatThrownBy(() -> FeedData.ofEntries(300).since(Reach.ONE_KEY, 1_000))
                .isInstanceOf(Failure.class);
    }

    @Test
    void entitiesAreAboutAKilobyteAndEachAsLongAsTheOthersOfItsClass() {
        for (int entity = 0; entity < 3; entity++) {
            var one = StoredEntity.of(0, data, entity);
            var other = StoredEntity.of(0, data, entity + 3_000);

            assertThat(one.className()).isEqualTo(other.className());
            assertThat(one.fullJson()).hasSameSizeAs(other.fullJson()).hasSizeBetween(900, 1_200);
            assertThat(one.keys()).hasSize(FeedData.ENTRIES_PER_ENTITY);
        }
    }
}
