/**
 * Linux underneath: descriptors, sockets that pass them, memfds, mappings and eventfds.
 *
 * <p>In come Java values and off-heap segments; out go system calls, made through {@code
 * java.lang.foreign} without JNI. This is the only package that uses restricted methods: raw
 * descriptor numbers and addresses stay inside it, everything else of {@code core} sees owners that
 * are closed once. The next package on a request's way is {@code io.vfio4j.core.vmm}.
 *
 * <p>Inside, one {@code …Calls} class per family of system calls holds the method handles. Its
 * methods follow the kernel's convention: a result of zero or more, or the negated errno.
 */
@NullMarked
package io.vfio4j.core.linux;

import org.jspecify.annotations.NullMarked;
