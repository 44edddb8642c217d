/**
 * The variant that changes nothing. A function's context comes in, its vfio-pci-core device goes
 * out; there is nothing in between, which makes it the sample to start from.
 */
@NullMarked
package io.vfio4j.plugin.passthrough;

import org.jspecify.annotations.NullMarked;
