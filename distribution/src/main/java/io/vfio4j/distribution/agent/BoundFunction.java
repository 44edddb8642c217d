package io.vfio4j.distribution.agent;

import io.vfio4j.core.binding.Binding;
import io.vfio4j.core.dma.DeviceWorker;
import io.vfio4j.core.dma.IovaSpace;

/**
 * A function, what became of it, and what serving it needs beside its device.
 *
 * @param binding what became of it
 * @param memory the client's memory
 * @param worker runs its DMA
 */
public record BoundFunction(Binding binding, IovaSpace memory, DeviceWorker worker) {}
