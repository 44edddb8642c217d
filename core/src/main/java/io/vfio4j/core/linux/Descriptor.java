package io.vfio4j.core.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One file descriptor and its only owner: closed once, unusable afterwards.
 *
 * <p>Any thread may close it at any time. A system call that is under way in another thread keeps
 * the number alive until it returns, so that a reused number can never be met; later uses throw
 * {@link IllegalStateException}. Nothing closes a descriptor that its owner forgets.
 */
public final class Descriptor implements AutoCloseable {
  private static final int CLOSED = Integer.MIN_VALUE;

  private final int number;

  /** Calls under way, and {@link #CLOSED} added once. */
  private final AtomicInteger uses = new AtomicInteger();

  private volatile Runnable afterwards = () -> {};

  private Descriptor(int number) {
    this.number = number;
  }

  /** Owns what a system call just returned; its failure becomes an exception. */
  static Descriptor own(String call, int returned) {
    return new Descriptor((int) LinuxException.check(call, returned));
  }

  /** Owns a descriptor that this process inherited, and keeps it from children. */
  public static Descriptor inherited(int number) {
    int flags = (int) LinuxException.check("fcntl", FileCalls.fcntl(number, FileCalls.F_GETFD, 0));
    FileCalls.fcntl(number, FileCalls.F_SETFD, flags | FileCalls.FD_CLOEXEC);
    return new Descriptor(number);
  }

  /**
   * Opens a file to read and write.
   *
   * @throws LinuxException with what openat(2) says
   */
  static Descriptor open(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom(file.toString());
      int opened = FileCalls.open(path, FileCalls.O_RDWR | FileCalls.O_CLOEXEC);
      if (opened < 0) {
        throw LinuxException.of("open", -opened, file.toString());
      }
      return new Descriptor(opened);
    }
  }

  /** A second descriptor for the same open file, with an owner of its own. */
  public Descriptor duplicate() {
    int held = hold();
    try {
      return own("fcntl", FileCalls.fcntl(held, FileCalls.F_DUPFD_CLOEXEC, 0));
    } finally {
      release();
    }
  }

  /**
   * Opens the file behind it once more, to read and write, through {@code /proc}: for somebody
   * else, who could set the flags of an open file for all who share it. With {@code O_APPEND} no
   * write of ours would go where it belongs.
   */
  public Descriptor reopen() {
    int held = hold();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom("/proc/self/fd/" + held);
      return own("openat", FileCalls.open(path, FileCalls.O_RDWR | FileCalls.O_CLOEXEC));
    } finally {
      release();
    }
  }

  /** The size in bytes of the file behind it; zero where that has no meaning. */
  public long size() {
    return FileStatus.of(this).size();
  }

  /** The seals of a memfd; empty for every other kind of file. */
  public Set<Seal> seals() {
    int held = hold();
    try {
      int bits = FileCalls.fcntl(held, FileCalls.F_GET_SEALS, 0);
      return bits < 0 ? Set.of() : Seal.fromBits(bits);
    } finally {
      release();
    }
  }

  /**
   * Whether its file is memory and nothing else: a memfd, or in tmpfs or hugetlbfs. An access to a
   * mapping of any other can wait for a disk, a network or a client that serves the file system,
   * and the JVM's other threads with it.
   */
  public boolean isMemory() {
    int held = hold();
    try {
      // Only these can be sealed, and no file system is asked.
      return FileCalls.fcntl(held, FileCalls.F_GET_SEALS, 0) >= 0;
    } finally {
      release();
    }
  }

  /** Whether it is a file or device that can be mapped; no pipe, socket or folder. */
  public boolean isFileOrDevice() {
    FileStatus status = FileStatus.of(this);
    return status.isRegular() || status.isCharacterDevice();
  }

  /** Whether it is an eventfd, as far as {@code /proc} tells. */
  public boolean isEventFd() {
    int held = hold();
    try {
      Path link = Files.readSymbolicLink(Path.of("/proc/self/fd/" + held));
      return link.toString().equals("anon_inode:[eventfd]");
    } catch (IOException e) {
      return false;
    } finally {
      release();
    }
  }

  /** The number, for diagnostics and tests only: it may belong to something else once closed. */
  public int number() {
    return number;
  }

  public boolean isClosed() {
    return uses.get() < 0;
  }

  /** The number for the length of one system call; {@link #release} follows in any case. */
  int hold() {
    int seen = uses.get();
    while (seen >= 0) {
      if (uses.compareAndSet(seen, seen + 1)) {
        return number;
      }
      seen = uses.get();
    }
    throw new IllegalStateException("descriptor " + number + " is closed");
  }

  void release() {
    if (uses.decrementAndGet() == CLOSED) {
      end();
    }
  }

  /** What is done when the number is given back; set while it is held. */
  void afterwards(Runnable action) {
    afterwards = action;
  }

  private void end() {
    FileCalls.close(number);
    afterwards.run();
  }

  @Override
  public void close() {
    int before = uses.getAndUpdate(seen -> seen | CLOSED);
    if (before == 0) {
      end();
    }
  }

  @Override
  public String toString() {
    return "descriptor " + number + (isClosed() ? " (closed)" : "");
  }
}
