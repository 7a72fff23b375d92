package app.velvet.api.openapi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What an operation reads from the parameters of a request. The OpenAPI document lists the fields as the reader itself asks
 * for them, so that no text repeats them.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Accepts.All.class)
public @interface Accepts {

    /** Has the reader: a static method that takes nothing but {@link app.velvet.api.parameters.Fields}. */
    Class<?> value();

    /** The name of the reader. */
    String reader() default "read";

    /** The name of the tree that it reads, which is required; empty where it reads the top level. */
    String within() default "";

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface All {

        Accepts[] value();
    }
}
