/**
 * Config space as hardware has it: a function's profile and accesses come in, register values and
 * what a write sets off (a reset, interrupts let through) go out, to {@code core.host.sim}.
 */
@NullMarked
package io.vfio4j.core.host.sim.config;

import org.jspecify.annotations.NullMarked;
