/**
 * What a plugin's classes refer to that the agent does not show, or that would harm it.
 *
 * <p>A plugin's jar or folder of classes comes in; a {@link
 * io.vfio4j.testkit.reference.ForbiddenReference} for each thing goes out. Class files are read, no
 * class is loaded. What reflection reaches is not seen here; the agent's own border sees that.
 */
@NullMarked
package io.vfio4j.testkit.reference;

import org.jspecify.annotations.NullMarked;
