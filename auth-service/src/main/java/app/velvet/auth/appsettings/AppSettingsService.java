package app.velvet.auth.appsettings;

import app.velvet.api.permission.Right;
import app.velvet.api.token.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;

/** A company's settings of an app: all of its staff read them, few replace them. */
@ApplicationScoped
class AppSettingsService {

    private static final String FIND = "select data from app_settings where company_id = $1 and app_name = $2";
    private static final String REPLACE = """
            insert into app_settings (company_id, app_name, data, updated_at) values ($1, $2, $3, $4)
            on conflict on constraint pk_app_settings
               do update set data = excluded.data, updated_at = excluded.updated_at
            """;

    private final Pool database;
    private final Clock clock;

    AppSettingsService(Pool database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Uni<AppSettingsView> get(Caller caller, AppName app) {
        return database.preparedQuery(FIND)
                .execute(Tuple.of(caller.companyId(), app.value()))
                .map(rows -> rows.size() == 0
                        ? AppSettingsView.NONE
                        : new AppSettingsView(rows.iterator().next().getString("data")));
    }

    Uni<Void> replace(Caller caller, NewAppSettings settings) {
        caller.require(Right.MANAGE_COMPANY);
        return database.preparedQuery(REPLACE)
                .execute(Tuple.of(
                        caller.companyId(),
                        settings.app().value(),
                        settings.data(),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
