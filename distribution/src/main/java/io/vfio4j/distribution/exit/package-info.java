/**
 * How a command ends: exit codes, and failures that are one line for the user. Everything here is
 * used by all others.
 */
@NullMarked
package io.vfio4j.distribution.exit;

import org.jspecify.annotations.NullMarked;
