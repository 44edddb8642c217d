package io.vfio4j.api.region;

import io.vfio4j.api.promise.Experimental;
import java.util.regex.Pattern;

/**
 * The name of a place in a region, for those who look on: traces, errors, debuggers. It changes
 * nothing of how the place is read and written.
 *
 * @param region region index, see {@link RegionIndex}
 * @param offset where in the region, in bytes
 * @param width in bytes, at least 1; more than 8 for a block that is one thing, such as a
 *     capability
 * @param name as its hardware's manual writes it, without blanks, for instance {@code C2C_LINK}; at
 *     most 64 characters
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Register(int region, long offset, int width, String name) {
  private static final Pattern WORD = Pattern.compile("[!-~]{1,64}");

  /** Checks that it is a place and that the name is a word. */
  public Register {
    if (region < 0 || offset < 0 || width < 1 || offset + width < 0) {
      throw new IllegalArgumentException(
          "no place: region %d, 0x%x + %d".formatted(region, offset, width));
    }
    if (!WORD.matcher(name).matches()) {
      throw new IllegalArgumentException("'" + name + "' is no name of a register: write one word");
    }
  }

  /**
   * Whether an access touches it.
   *
   * @param region the access's region index
   * @param offset where the access begins, in bytes, at least 0
   * @param count how many bytes it has
   */
  public boolean overlaps(int region, long offset, long count) {
    return region == this.region && offset < this.offset + width && this.offset - offset < count;
  }
}
