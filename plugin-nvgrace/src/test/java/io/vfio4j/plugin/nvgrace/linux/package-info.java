/**
 * What Linux' own driver answered, on record, against what this one answers on a function that
 * equals the GPU which was used for it.
 */
@NullMarked
package io.vfio4j.plugin.nvgrace.linux;

import org.jspecify.annotations.NullMarked;
