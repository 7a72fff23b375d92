package app.velvet.api.openapi;

import app.velvet.api.error.Refusal;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The refusals that an operation, or each operation of a class, can answer with beside those of every endpoint. The OpenAPI
 * document lists them from here, so that no text repeats them.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface RefusedWith {

    /** Enums of refusals. */
    Class<? extends Refusal>[] value();
}
