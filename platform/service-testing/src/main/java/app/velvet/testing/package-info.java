/**
 * Real PostgreSQL and real Kafka without containers, for tests and for the local stack.
 *
 * <p>{@link app.velvet.testing.TestPostgres} and {@link app.velvet.testing.TestKafka} are started once per test JVM, on
 * first use; the Quarkus test resources {@link app.velvet.testing.Postgres} and
 * {@link app.velvet.testing.PostgresAndKafka} hand them to a service. {@link app.velvet.testing.TestTokens} signs what
 * auth-service would sign, {@link app.velvet.testing.TopicProbe} reads what a service published. Underneath,
 * {@link app.velvet.testing.EmbeddedPostgres} and {@link app.velvet.testing.EmbeddedKafka} start a server on a data
 * folder, kill it, pause it and start it again.
 */
package app.velvet.testing;
