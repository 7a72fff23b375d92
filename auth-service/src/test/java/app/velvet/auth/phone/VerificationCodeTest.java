package app.velvet.auth.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerificationCodeTest {

    @Test
    void aCodeIsTheSameSixDigitsWhenItIsReadAsANumber() {
        var others = Stream.generate(VerificationCode::random)
                .limit(1000)
                .map(VerificationCode::digits)
                .filter(digits -> digits.length() != 6
                        || !String.valueOf(Integer.parseInt(digits)).equals(digits))
                .toList();

        assertEquals(List.of(), others);
    }
}
