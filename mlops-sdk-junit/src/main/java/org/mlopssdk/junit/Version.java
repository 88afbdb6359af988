package org.mlopssdk.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which registered version of a model a test's parameter of type {@link org.mlopssdk.registry.ArtifactVersion} is, where it is not the
 * candidate of the gate. The test fails where there is none.
 *
 * @since 0.1.0
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Version {

    /**
     * The version: {@code fraud@champion} by an alias, {@code fraud/3} by its number, {@code fraud} for the latest.
     *
     * @return the version
     */
    String value();
}
