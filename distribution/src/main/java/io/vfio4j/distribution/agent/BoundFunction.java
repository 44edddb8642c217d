package io.vfio4j.distribution.agent;

import io.vfio4j.core.binding.Binding;
import io.vfio4j.core.dma.DeviceWorker;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.limit.Retirement;

/**
 * A function, what became of it, and what serving it needs beside its device.
 *
 * @param binding what became of it
 * @param memory the client's memory
 * @param worker runs its DMA
 * @param retirement its end, if plugin code does not return
 */
public record BoundFunction(
    Binding binding, IovaSpace memory, DeviceWorker worker, Retirement retirement) {}
