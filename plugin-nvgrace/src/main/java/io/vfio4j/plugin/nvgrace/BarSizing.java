package io.vfio4j.plugin.nvgrace;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.util.Optional;

/**
 * When usemem's BAR gets its size: the versions of the kernel's driver differ, and a guest sees it.
 */
enum BarSizing {
  /**
   * From usemem's length as it is after rounding down. As the driver was merged, and the default.
   */
  V17("v17"),
  /**
   * From the length before rounding: twice as large where rounding goes below a power of two. Linux
   * 6.14 and later.
   */
  LINUX_6_14("linux-6.14");

  static final String SETTING = "bar-sizing";

  private final String text;

  BarSizing(String text) {
    this.text = text;
  }

  static BarSizing of(Optional<String> setting) {
    return setting.map(BarSizing::parse).orElse(V17);
  }

  private static BarSizing parse(String text) {
    for (BarSizing sizing : values()) {
      if (sizing.text.equals(text)) {
        return sizing;
      }
    }
    throw new VfioException(
        Errno.EINVAL,
        "setting %s is '%s'; it can be %s (the default) or %s"
            .formatted(SETTING, text, V17.text, LINUX_6_14.text));
  }
}
