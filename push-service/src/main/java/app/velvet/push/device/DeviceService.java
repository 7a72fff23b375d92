package app.velvet.push.device;

import app.velvet.api.error.RefusedException;
import app.velvet.api.idempotency.Idempotency;
import app.velvet.api.token.Caller;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** What users do with their devices. */
@ApplicationScoped
public class DeviceService {

    private final DeviceRepository devices;
    private final Idempotency idempotency;
    private final Clock clock;

    DeviceService(DeviceRepository devices, Idempotency idempotency, Clock clock) {
        this.devices = devices;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** A device belongs to who registers it last; what had its token or its id before is no device any more. */
    @WithTransaction
    Uni<RegisteredDevice> register(Caller user, Registration registration) {
        return idempotency.once(user, () -> registered(user, registration), RegisteredDevice.class);
    }

    /**
     * @return fails with a {@link RefusedException} {@link DeviceError#OF_ANOTHER_USER} if the token is registered to
     *     somebody else
     */
    @WithSession
    public Uni<Void> requireOwnOrUnknown(Caller user, Platform platform, String token) {
        return devices.isOfAnother(user, platform, token)
                .invoke(ofAnother -> {
                    if (ofAnother) {
                        throw new RefusedException(DeviceError.OF_ANOTHER_USER);
                    }
                })
                .replaceWithVoid();
    }

    /** A device is dead for its provider; unless its user has registered it again since then, he loses it. */
    @WithTransaction
    public Uni<Void> forget(Caller user, Platform platform, String token, Instant deadSince) {
        return devices.removeIfRegisteredBefore(user, platform, token, deadSince);
    }

    private Uni<RegisteredDevice> registered(Caller user, Registration registration) {
        return devices.findForRegistration(user, registration)
                .chain(same -> replace(user, registration, same))
                .map(done -> RegisteredDevice.of(registration));
    }

    private Uni<Void> replace(Caller user, Registration registration, List<Device> same) {
        var own = same.stream()
                .filter(device -> device.belongsTo(user))
                .reduce((one, other) -> one.deviceId() != null ? one : other);
        var others = same.stream()
                .filter(device -> own.isEmpty() || device != own.get())
                .toList();
        return devices.remove(others).chain(() -> {
            if (own.isEmpty()) {
                return devices.add(new Device(user, registration, clock.instant()));
            }
            own.get().register(user, registration, clock.instant());
            return Uni.createFrom().voidItem();
        });
    }
}
