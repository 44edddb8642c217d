package io.vfio4j.api;

import io.vfio4j.api.promise.Stable;

/**
 * The errors that a VFIO operation can answer with, by their Linux names.
 *
 * <p>The numbers are those of {@code asm-generic/errno-base.h} and {@code asm-generic/errno.h},
 * which x86-64 and arm64 share. vfio-user carries them as they are, positive, in the error field of
 * a reply's header.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public enum Errno {
  /** Operation not permitted. */
  EPERM(1),
  /** No such entry, for instance a DMA area that was never mapped. */
  ENOENT(2),
  /** Interrupted by a fatal signal or by the end of the session. */
  EINTR(4),
  /** The device cannot be reached: memory space off, or a fault below. */
  EIO(5),
  /** No such device or address. */
  ENXIO(6),
  /** Argument too long. */
  E2BIG(7),
  /** Bad file descriptor. */
  EBADF(9),
  /** Try again: a lock is contended or the device is not ready yet. */
  EAGAIN(11),
  /** Out of memory, or a mapping could not be made. */
  ENOMEM(12),
  /** Permission denied. */
  EACCES(13),
  /** Bad address: outside config space, outside a DMA area, or memory that went away. */
  EFAULT(14),
  /** Busy: claimed by somebody else. */
  EBUSY(16),
  /** Already there. */
  EEXIST(17),
  /** No such device. */
  ENODEV(19),
  /** Invalid argument: the usual answer to a request that makes no sense. */
  EINVAL(22),
  /** The device has no such operation (the answer to an unknown ioctl). */
  ENOTTY(25),
  /** No room left. */
  ENOSPC(28),
  /** The peer closed its end. */
  EPIPE(32),
  /** Out of range. */
  ERANGE(34),
  /** Waiting here would wait for ever. */
  EDEADLK(35),
  /** Function not implemented. */
  ENOSYS(38),
  /** No data: a firmware property is missing. */
  ENODATA(61),
  /** A device did not become ready in its time. */
  ETIME(62),
  /** A value or a sum does not fit its type. */
  EOVERFLOW(75),
  /** Operation not supported. */
  EOPNOTSUPP(95),
  /** Connection reset by peer. */
  ECONNRESET(104),
  /** Connection timed out. */
  ETIMEDOUT(110),
  /** Cancelled. */
  ECANCELED(125);

  private final int number;

  Errno(int number) {
    this.number = number;
  }

  /** The positive Linux number, for instance 22 for {@link #EINVAL}. */
  public int number() {
    return number;
  }

  /**
   * The constant for a number, or {@link #EIO} for one that no VFIO operation is known to answer
   * with.
   *
   * @param number a positive errno
   */
  public static Errno of(int number) {
    for (Errno errno : values()) {
      if (errno.number == number) {
        return errno;
      }
    }
    return EIO;
  }
}
