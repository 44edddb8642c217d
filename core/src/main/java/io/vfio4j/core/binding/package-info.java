/**
 * Which driver for which function: matches id tables, probes in order, and tells why.
 *
 * <p>In come a catalog of drivers (filled by {@code core.plugin}) and a host's function; out goes a
 * {@link io.vfio4j.core.binding.Binding}, whose device {@code core.vmm} serves.
 */
@NullMarked
package io.vfio4j.core.binding;

import org.jspecify.annotations.NullMarked;
