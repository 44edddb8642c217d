package io.vfio4j.core.linux;

/**
 * The other end of a connection is gone or no longer reads: nothing more can be sent to it.
 *
 * <p>The errno is {@code EPIPE} or {@code ECONNRESET} when it closed, {@code ETIMEDOUT} when it
 * stopped reading. Every client can cause this, so there is no stack trace. A message may have been
 * sent in part: the only thing left to do is to close.
 */
public final class PeerGone extends LinuxException {
  private static final long serialVersionUID = 1L;

  PeerGone(String call, int errno, String detail) {
    super(call, errno, detail, false);
  }
}
