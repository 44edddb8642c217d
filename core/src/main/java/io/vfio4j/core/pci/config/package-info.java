/**
 * Config space as a client sees it, over a function's own.
 *
 * <p>Reads and writes of region 7 come in from {@code core.pci}. Each byte has an owner: the
 * header, a capability, or nobody. Owners answer from the virtual copy or go on to {@code
 * core.host}, bit by bit as their {@link io.vfio4j.core.pci.config.ConfigMask} says.
 */
@NullMarked
package io.vfio4j.core.pci.config;

import org.jspecify.annotations.NullMarked;
