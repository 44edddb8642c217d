package io.vfio4j.api.promise;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A promise: a plugin that was compiled against this works with every later version of the api
 * within the range that it names in {@code Plugin-Requires}, which ends at the next minor version
 * as long as the major one is 0, and at the next major version from then on.
 *
 * <p>Interfaces that plugins implement get nothing but {@code default} methods; those that the host
 * implements may get any; values get further factories and {@code with…} methods; enumerations may
 * get constants, so that a {@code switch} over one needs a {@code default}. What is taken away was
 * {@linkplain Deprecated deprecated} for a minor version at least.
 *
 * <p>Each public type says either this or {@link Experimental}; a member may say the other.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Stable {

  /** The version of the api that promised it first, major and minor. */
  String since();
}
