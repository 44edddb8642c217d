/**
 * What the user reads: tables and JSON made of bindings and plugins. In come values, out go
 * strings.
 */
@NullMarked
package io.vfio4j.distribution.output;

import org.jspecify.annotations.NullMarked;
