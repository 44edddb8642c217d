/** Tests that run the built image as its user does: as a process. */
@NullMarked
package io.vfio4j.distribution.image;

import org.jspecify.annotations.NullMarked;
