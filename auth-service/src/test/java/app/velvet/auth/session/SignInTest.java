package app.velvet.auth.session;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import app.velvet.auth.AuthServiceTest;
import app.velvet.auth.Velvet;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@AuthServiceTest
class SignInTest {

    @Inject
    Velvet velvet;

    @Test
    void rightPasswordOpensASession() {
        var tenant = velvet.tenant();

        Velvet.from(Velvet.anAddress())
                .body(Map.of("email", tenant.managerEmail().toUpperCase(), "password", Velvet.PASSWORD))
                .post("/api/v1/tokens")
                .then()
                .statusCode(200)
                .body("token", notNullValue())
                .body("promoter", equalTo(false))
                .body("user_info.id", equalTo((int) tenant.managerId()))
                .body("user_info.first_name", equalTo("Mona"))
                .body("user_info.last_name", equalTo("Manager"));
    }
}
