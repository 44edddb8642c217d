/**
 * The arguments by which a VMM attaches a served function: in comes a socket's path, out go words
 * for a shell.
 */
@NullMarked
package io.vfio4j.distribution.vmmargs;

import org.jspecify.annotations.NullMarked;
