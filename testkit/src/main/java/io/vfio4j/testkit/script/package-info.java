/**
 * Scripts of operations, as docs/operations.md describes them: in comes a script's text, out goes a
 * transcript, a line for each operation. {@link io.vfio4j.testkit.script.SpiReader} carries it out
 * on a device in this process, {@link io.vfio4j.testkit.script.VfioUserReader} over a socket;
 * {@link io.vfio4j.testkit.script.Comparison} tells two transcripts apart.
 *
 * @since 0.1
 */
@NullMarked
package io.vfio4j.testkit.script;

import org.jspecify.annotations.NullMarked;
