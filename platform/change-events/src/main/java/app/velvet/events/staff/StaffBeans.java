package app.velvet.events.staff;

import app.velvet.events.VitalThreads;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.DefaultBean;
import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes beans of the classes that also work without a container. */
@Singleton
@IfBuildProperty(name = "velvet.staff.enabled", stringValue = "true", enableIfMissing = true)
class StaffBeans {

    @Produces
    @Singleton
    @DefaultBean
    StaffDirectory directory(Pool pool, AgroalDataSource database, VitalThreads threads, StaffConfig config) {
        var directory = new StaffDirectory(pool, database, threads, config.rememberedUsers());
        directory.start();
        return directory;
    }

    void close(@Disposes StaffDirectory directory) {
        directory.close();
    }

    @Produces
    @Singleton
    StaffMembers members(Pool pool) {
        return new StaffMembers(pool);
    }
}
