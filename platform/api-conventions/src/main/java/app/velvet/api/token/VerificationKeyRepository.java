package app.velvet.api.token;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.lang.JoseException;

/** The copy of auth-service's public keys in this service's database: what it verifies with after a restart. */
@ApplicationScoped
class VerificationKeyRepository {

    private final Pool database;

    VerificationKeyRepository(Pool database) {
        this.database = database;
    }

    Uni<PublicKeySet> find() {
        return database.query("select jwk from verification_key").execute().map(rows -> {
            var keys = new ArrayList<JsonWebKey>();
            rows.forEach(row -> keys.add(read(row.getString("jwk"))));
            return PublicKeySet.of(keys);
        });
    }

    private static JsonWebKey read(String jwk) {
        try {
            return JsonWebKey.Factory.newJwk(jwk);
        } catch (JoseException unreadable) {
            throw new IllegalStateException(
                    "Table verification_key holds what was not written by this class", unreadable);
        }
    }

    /** Two replicas that do so at once write the same: both read it from auth-service. */
    Uni<Void> replaceBy(PublicKeySet keys) {
        var jwks = keys.toJson();
        return database.withTransaction(transaction -> transaction
                .preparedQuery("delete from verification_key where key_id <> all ($1)")
                .execute(Tuple.of(jwks.keySet().toArray(String[]::new)))
                .chain(() -> insert(jwks, transaction)));
    }

    private static Uni<Void> insert(Map<String, String> jwks, SqlConnection transaction) {
        var rows = jwks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(key -> Tuple.of(key.getKey(), key.getValue()))
                .toList();
        return transaction
                .preparedQuery("insert into verification_key (key_id, jwk) values ($1, $2)"
                        + " on conflict (key_id) do update set jwk = excluded.jwk")
                .executeBatch(rows)
                .replaceWithVoid();
    }
}
