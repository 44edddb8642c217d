/**
 * The form of a command line: what a command takes is declared, read with its type, and shown as
 * help. In come the user's words; out go {@link io.vfio4j.distribution.cli.Arguments} for one
 * command, or one line that says what is wrong with them. Commons CLI parses, and shows nowhere
 * else.
 *
 * <p>A command that serves is started often, so nothing is made here but for the command that was
 * asked for.
 */
@NullMarked
package io.vfio4j.distribution.cli;

import org.jspecify.annotations.NullMarked;
