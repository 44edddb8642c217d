/**
 * How long a plugin may take, and what becomes of a function whose plugin takes longer.
 *
 * <p>In come calls, marked at their begin and end by {@code core.binding}; out goes, for a call
 * that does not return, the {@link io.vfio4j.core.limit.Retirement} of its function, which {@code
 * core.vmm.session} carries out.
 */
@NullMarked
package io.vfio4j.core.limit;

import org.jspecify.annotations.NullMarked;
