package io.vfio4j.core.vmm.protocol;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * VERSION, request and reply.
 *
 * <pre>
 *   0        2        4                         length
 *   +--------+--------+----------------------+---+
 *   | major  | minor  |      JSON text       | 0 |
 *   +--------+--------+----------------------+---+
 * </pre>
 *
 * The text may be left out together with its zero.
 */
public final class Version extends View {
  private static final int MAJOR = 0;
  private static final int MINOR = 2;
  private static final int TEXT = 4;

  /** More than any client has to say. */
  private static final int LONGEST_TEXT = 64 << 10;

  /** A message laid over nothing yet. */
  public Version() {
    super(TEXT);
  }

  /** How long one with this text is. */
  public static long size(byte[] text) {
    return TEXT + text.length + 1L;
  }

  /** Major version. */
  public int major() {
    return u16(MAJOR);
  }

  /** Minor version. */
  public int minor() {
    return u16(MINOR);
  }

  /** Whether there is a JSON text. */
  public boolean hasText() {
    return length() > TEXT;
  }

  /**
   * The JSON text.
   *
   * @throws VfioException EINVAL if it is too long, does not end in a zero or is no UTF-8
   */
  public String text() {
    long most = length() - TEXT;
    if (most < 1 || most > LONGEST_TEXT || bytes().get(JAVA_BYTE, start() + length() - 1) != 0) {
      throw VfioException.refused(Errno.EINVAL, "a VERSION text without end or without measure");
    }
    try {
      MemorySegment text = bytes().asSlice(start() + TEXT, most - 1);
      return StandardCharsets.UTF_8.newDecoder().decode(text.asByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      throw VfioException.refused(Errno.EINVAL, "a VERSION text that is no UTF-8");
    }
  }

  /** Writes all of it. */
  public void put(int major, int minor, byte[] text) {
    u16(MAJOR, major);
    u16(MINOR, minor);
    MemorySegment.copy(text, 0, bytes(), JAVA_BYTE, start() + TEXT, text.length);
    bytes().set(JAVA_BYTE, start() + TEXT + text.length, (byte) 0);
  }
}
