/**
 * Random scripts of operations: in goes what a device looks like and a seed, out comes a {@link
 * io.vfio4j.testkit.script.random.RandomScript}, which a reader carries out. What any device can be
 * asked is here; what one device alone has comes as a {@link
 * io.vfio4j.testkit.script.random.DeviceShape} and, for operations of its own, as further {@link
 * io.vfio4j.testkit.script.random.OperationSource}s.
 *
 * @since 0.1
 */
@NullMarked
package io.vfio4j.testkit.script.random;

import org.jspecify.annotations.NullMarked;
