package io.vfio4j.distribution.serve;

import io.vfio4j.distribution.agent.BoundFunction;
import java.nio.file.Path;

/**
 * A function that is to be served.
 *
 * @param function bound or not
 * @param path where it is to listen
 */
public record SocketPlan(BoundFunction function, Path path) {}
