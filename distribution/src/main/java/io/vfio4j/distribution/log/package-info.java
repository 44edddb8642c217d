/** What of the log reaches the operator. In come records of java.util.logging. */
@NullMarked
package io.vfio4j.distribution.log;

import org.jspecify.annotations.NullMarked;
