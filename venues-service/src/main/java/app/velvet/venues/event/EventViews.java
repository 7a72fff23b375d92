package app.velvet.venues.event;

import app.velvet.api.image.ImageView;
import app.velvet.venues.picture.Pictures;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;

/** Events and artists as they are answered and published, at this moment and with the addresses of their images. */
@ApplicationScoped
class EventViews {

    private final Pictures pictures;
    private final Clock clock;

    EventViews(Pictures pictures, Clock clock) {
        this.pictures = pictures;
        this.clock = clock;
    }

    EventView whole(WholeEvent event) {
        return EventView.of(event, artists(event, ArtistView::withAvatar), poster(event), clock.instant());
    }

    EventSummary summary(WholeEvent event) {
        return EventSummary.of(event, artists(event, ArtistView::of), poster(event), clock.instant());
    }

    LiteEventView lite(WholeEvent event) {
        return LiteEventView.of(event, artists(event, ArtistView::of), poster(event));
    }

    ArtistView artist(Artist artist) {
        return artist(StoredArtist.of(artist));
    }

    ArtistView artist(StoredArtist artist) {
        return ArtistView.of(artist, pictures.view(artist.avatar()));
    }

    private List<ArtistView> artists(WholeEvent event, BiFunction<StoredArtist, ImageView, ArtistView> view) {
        return event.artists().stream()
                .map(artist -> view.apply(artist, pictures.view(artist.avatar())))
                .toList();
    }

    private Poster poster(WholeEvent event) {
        return Poster.of(pictures.view(event.poster()));
    }
}
