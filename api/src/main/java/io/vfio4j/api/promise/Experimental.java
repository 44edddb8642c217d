package io.vfio4j.api.promise;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * No promise: this is new, works and is tested, but may become something else in the next version
 * or go. CHANGELOG.md says so when it does. Compare {@link Stable}.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Experimental {

  /** The version of the api that had it first, major and minor. */
  String since();
}
