/**
 * A tour of a host: serves its functions, attaches a client to each as a VMM would, and looks.
 *
 * <p>In comes an agent; out go checks, each of which can fail, and pictures of what was seen. The
 * client is {@code testkit}'s, which shares no codec with the server.
 */
@NullMarked
package io.vfio4j.distribution.demo;

import org.jspecify.annotations.NullMarked;
