/**
 * A variant that wraps another one and prints every access, with the registers' names.
 *
 * <p>The host gives the other variant's device to {@link io.vfio4j.example.trace.TraceDriver};
 * {@link io.vfio4j.example.trace.TraceDevice} forwards each operation to it, and hands a line to
 * the log for each access, which {@link io.vfio4j.example.trace.AccessLine} words and {@link
 * io.vfio4j.example.trace.Dictionary} has the names for.
 */
package io.vfio4j.example.trace;
