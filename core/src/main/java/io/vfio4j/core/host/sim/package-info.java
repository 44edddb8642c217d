/**
 * A simulated host: accesses come in through the types of {@code core.host}, as from hardware; they
 * go on to {@code config}, {@code register} and {@code memory} below this package. What the host
 * consists of is said by a {@code profile}.
 */
@NullMarked
package io.vfio4j.core.host.sim;

import org.jspecify.annotations.NullMarked;
