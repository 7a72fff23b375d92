package app.velvet.push.delivery;

import static app.velvet.api.setting.Bounds.requireBetween;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How much is sent to a provider and to one device, over all replicas; what is too much now waits for its turn. These are the
 * parts of a statement that claims pushes, which have to stand in the order of the methods here. Before them comes {@code due}
 * (company_id, id, device_id, due_at, expires_at), which takes no more than {@code (select room from budget)}.
 *
 * @param project what the provider takes from us; empty for whatever there is
 */
public record SendLimits(Optional<Rate> project, Rate devicePerMinute, Rate devicePerHour) {

    /** Of a push that waits for its device's turn. */
    public static final String REASON = "DeviceLimit";

    private static final int MOST = 1_000_000_000;

    /** @throws IllegalArgumentException if a setting is out of its bounds */
    public static SendLimits of(DeliveryConfig config, PushProvider provider) {
        return new SendLimits(
                provider.mostPerMinute()
                        .map(most ->
                                rate("velvet." + provider.name() + ".pushes-per-minute", most, Duration.ofMinutes(1))),
                rate("velvet.delivery.device-pushes-per-minute", config.devicePushesPerMinute(), Duration.ofMinutes(1)),
                rate("velvet.delivery.device-pushes-per-hour", config.devicePushesPerHour(), Duration.ofHours(1)));
    }

    private static Rate rate(String name, int most, Duration time) {
        requireBetween(name, most, Rate.LEAST, MOST);
        return new Rate(most, time);
    }

    /** {@code budget (room)}. Its parameters: how many are wanted, of which platform. */
    public String budget() {
        return project.map(rate -> String.format(Locale.ROOT, """
                        budget as (
                            select least(?::bigint, greatest(0, floor(1e-6 + extract(epoch from
                                       now() + %s - greatest(now(), spent_until)) / %.9f))::bigint) as room
                              from send_budget
                             where platform = ?
                               for update
                        )
                        """, Rate.interval(rate.ahead()), rate.each()))
                .orElse("budget as (select ?::bigint as room, ?::text as platform)");
    }

    /**
     * {@code slots} says when the device of each may be sent it, {@code ready (company_id, id)} are those that are to be
     * claimed now, {@code used} keeps account of them. A device that somebody else has locked is left for the next time: to
     * wait for it could be to wait for each other.
     */
    public String slots() {
        return """
                placed as materialized (
                    select due.*, row_number() over (partition by company_id, device_id order by due_at, id) as place
                      from due
                     where expires_at > now()
                ), slots as materialized (
                    select placed.company_id, placed.id, placed.device_id, device.free_at
                      from placed
                     cross join lateral (
                           select greatest(
                                      greatest(now(), d.minute_spent_until) + place * %1$s - %2$s,
                                      greatest(now(), d.hour_spent_until) + place * %3$s - %4$s) as free_at
                             from device d
                            where d.company_id = placed.company_id and d.id = placed.device_id
                              for no key update skip locked) as device
                ), ready as (
                    select company_id, id from slots where free_at <= now()
                     union all
                    select company_id, id from due
                     where expires_at <= now()
                        or not exists (select from device d where d.company_id = due.company_id and d.id = due.device_id)
                ), used as (
                    update device d
                       set minute_spent_until = greatest(now(), d.minute_spent_until) + sent.pushes * %1$s,
                           hour_spent_until = greatest(now(), d.hour_spent_until) + sent.pushes * %3$s
                      from (select company_id, device_id, count(*) as pushes from slots
                             where free_at <= now() group by company_id, device_id) as sent
                     where d.company_id = sent.company_id and d.id = sent.device_id
                )
                """.formatted(
                        Rate.interval(devicePerMinute.each()),
                        Rate.interval(devicePerMinute.ahead()),
                        Rate.interval(devicePerHour.each()),
                        Rate.interval(devicePerHour.ahead()));
    }

    /** {@code spent} keeps account of what the provider is sent. Its parameter: the platform. */
    public String spent() {
        return project.map(rate -> String.format(Locale.ROOT, """
                        spent as (
                            update send_budget
                               set spent_until = greatest(now(), spent_until) + make_interval(secs =>
                                       (select count(*) from slots where free_at <= now()) * %.9f)
                             where platform = ? and exists (select from slots where free_at <= now())
                        )
                        """, rate.each()))
                .orElse("spent as (select ?::text as platform)");
    }

    /**
     * Three columns of one row: {@code seen}, how many were due, and of those {@code busy}, whose device was locked; {@code
     * room}, how many might have been.
     */
    public String tally() {
        return """
                (select (select room from budget) as room, (select count(*) from due) as seen,
                        (select count(*) from due) - (select count(*) from ready)
                            - (select count(*) from slots where free_at > now()) as busy)
                """;
    }
}
