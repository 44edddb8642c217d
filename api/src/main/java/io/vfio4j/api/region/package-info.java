/**
 * Regions of a device (BARs, ROM, config space): what they say of themselves, how they are mapped,
 * and the host's physical memory that may stand behind them.
 */
@NullMarked
package io.vfio4j.api.region;

import org.jspecify.annotations.NullMarked;
