package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.nio.charset.Charset;
import java.nio.file.Path;

/**
 * A path as the kernel's socket address.
 *
 * <pre>
 *  struct sockaddr_un (linux/un.h), 110 bytes
 *   0  u16   sun_family  AF_UNIX
 *   2  char  sun_path[108], ends with a zero
 * </pre>
 */
public final class SocketAddress {
  /** The longest path in bytes: one of the 108 is for the zero at its end. */
  public static final int LONGEST_PATH = 107;

  private static final int BYTES = 110;
  private static final int PATH = 2;

  /** How the JDK itself turns this path into bytes. */
  private static final Charset ENCODING =
      Charset.forName(System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));

  private SocketAddress() {}

  /** Looks up what the encoding is, before a plugin can change properties. */
  public static void knowEncoding() {
    ENCODING.name();
  }

  static MemorySegment of(Path path, SegmentAllocator allocator) {
    byte[] bytes = bytes(path);
    if (bytes.length == 0 || bytes.length > LONGEST_PATH) {
      throw LinuxException.of("sockaddr_un", ErrnoTable.ENAMETOOLONG, reason(path, bytes.length));
    }
    MemorySegment address = allocator.allocate(BYTES, Long.BYTES).fill((byte) 0);
    address.set(JAVA_SHORT, 0, (short) SocketCalls.AF_UNIX);
    MemorySegment.copy(bytes, 0, address, JAVA_BYTE, PATH, bytes.length);
    return address;
  }

  /** How many bytes a path has, of {@link #LONGEST_PATH}. */
  public static int length(Path path) {
    return bytes(path).length;
  }

  private static byte[] bytes(Path path) {
    return path.toString().getBytes(ENCODING);
  }

  private static String reason(Path path, int length) {
    return "a socket path has 1 to "
        + LONGEST_PATH
        + " bytes, this one has "
        + length
        + ": "
        + path
        + "; use a shorter directory";
  }
}
