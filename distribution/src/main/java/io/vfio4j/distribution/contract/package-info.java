/**
 * {@code vfio4j contract}: the device contract against whatever listens on a vfio-user socket.
 *
 * <p>A socket's path comes in; a table, and TAP for machines, go out.
 */
@NullMarked
package io.vfio4j.distribution.contract;

import org.jspecify.annotations.NullMarked;
