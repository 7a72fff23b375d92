package app.velvet.api.idempotency;

import java.security.MessageDigest;

/**
 * What the first request with a key asked for and was answered.
 *
 * @param answer as JSON; null if it is not kept
 */
record FirstAnswer(byte[] parametersHash, String answer) {

    boolean isOf(byte[] otherParametersHash) {
        return MessageDigest.isEqual(parametersHash, otherParametersHash);
    }
}
