package app.velvet.auth;

import app.velvet.testing.Postgres;
import app.velvet.testing.PostgresAndKafka;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A test against the running service, on its own database and Kafka. All such tests share one start of it. */
@QuarkusTest
@WithTestResource(value = PostgresAndKafka.class, initArgs = @ResourceArg(name = Postgres.DATABASE, value = "auth"))
@WithTestResource(Secrets.class)
@WithTestResource(Outside.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface AuthServiceTest {}
