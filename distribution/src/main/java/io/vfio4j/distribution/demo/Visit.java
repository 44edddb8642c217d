package io.vfio4j.distribution.demo;

import io.vfio4j.core.binding.Binding;
import java.util.List;

/**
 * What was seen of a function.
 *
 * @param binding its variant, and why
 * @param regions its BARs
 * @param checks what was looked at
 */
record Visit(Binding binding, List<SeenRegion> regions, List<Check> checks) {}
