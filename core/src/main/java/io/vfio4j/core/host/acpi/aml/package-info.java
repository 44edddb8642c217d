/**
 * ACPI machine language as far as it declares things: bytes of a table come in, named objects with
 * their constant values go out, to {@code core.host.acpi}. Nothing is evaluated.
 *
 * <p>Encodings are those of the ACPI specification 6.5, chapter 20.
 */
@NullMarked
package io.vfio4j.core.host.acpi.aml;

import org.jspecify.annotations.NullMarked;
