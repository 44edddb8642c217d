/** The api as a whole: what its types promise, show and look like. */
@NullMarked
package io.vfio4j.api.spi;

import org.jspecify.annotations.NullMarked;
