/**
 * {@code vfio4j plugin}: for people who write one. A project to begin with goes out, from the
 * template that the archetype has too; a plugin comes in, and a line for each thing that is wrong
 * with it goes out.
 */
@NullMarked
package io.vfio4j.distribution.plugin;

import org.jspecify.annotations.NullMarked;
