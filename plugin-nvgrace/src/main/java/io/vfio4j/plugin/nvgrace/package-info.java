/**
 * The GPU of a Grace superchip: its memory, which the processor reaches coherently over the
 * chip-to-chip link and no physical BAR shows, presented as BARs 2/3 and 4/5.
 *
 * <p>A function's context comes in at {@link io.vfio4j.plugin.nvgrace.NvgraceDriver}: it waits for
 * the hardware ({@code MemoryStatus}; again after each reset, {@code ReadinessCheck}), firmware
 * properties say where the memory is, {@code MemorySplit} cuts it into usemem and resmem, and
 * {@code NvgraceDevice} serves both as regions. All that is not GPU memory goes on to
 * vfio-pci-core. The words are those of the kernel's nvgrace-gpu driver.
 */
@NullMarked
package io.vfio4j.plugin.nvgrace;

import org.jspecify.annotations.NullMarked;
