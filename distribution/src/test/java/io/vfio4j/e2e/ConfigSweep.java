package io.vfio4j.e2e;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes to every byte of config space that somebody owns, and reads of what became of it: as
 * dwords with all ones and all zeros, in the first 256 bytes also as words, as bytes and astride
 * them.
 */
final class ConfigSweep {
  private static final int STANDARD = 0x100;
  private static final int EXTENDED = 0x180;
  private static final int LAST = 16;
  private static final String MEMORY_ON = "write 7 0x4 0301";

  private final List<String> lines = new ArrayList<>();

  private final Sample sample;

  private ConfigSweep(Sample sample) {
    this.sample = sample;
  }

  /**
   * As operations.
   *
   * @param size 256, or 4096: of these the first capabilities and the last bytes
   * @param sample which of them
   */
  static List<String> of(int size, Sample sample) {
    ConfigSweep sweep = new ConfigSweep(sample);
    for (int at = 0; at < Math.min(size, EXTENDED); at += 4) {
      sweep.dword(at);
    }
    for (int at = size - LAST; at < size; at += 4) {
      sweep.dword(at);
    }
    for (int at = 0; at < STANDARD; at++) {
      sweep.narrow(at);
    }
    sweep.lines.add(MEMORY_ON);
    return sweep.lines;
  }

  private void dword(int at) {
    if (!sample.takes()) {
      return;
    }
    read(at, 4);
    write(at, "ffffffff");
    read(at, 4);
    write(at, "00000000");
    read(at, 4);
  }

  private void narrow(int at) {
    if (!sample.takes()) {
      return;
    }
    write(at, "5a");
    read(at & ~3, 4);
    if (at % 4 == 1) {
      write(at, "c3a5");
      read(at & ~3, 4);
    }
    if (at % 4 == 3 && at + 5 < STANDARD) {
      write(at, "0102040810");
      read(at - 1, 7);
    }
  }

  private void read(int at, int count) {
    lines.add("read 7 0x%x %d".formatted(at, count));
  }

  private void write(int at, String bytes) {
    lines.add("write 7 0x%x %s".formatted(at, bytes));
  }
}
