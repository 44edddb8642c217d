package io.vfio4j.core.pci.config;

import java.util.Arrays;

/** Who owns which byte of config space. */
final class OwnerMap {
  private static final int STANDARD_END = 0x100;

  private final ConfigOwner[] owners;

  /**
   * Nobody owns anything yet.
   *
   * @param raw what stands for nobody
   */
  OwnerMap(int size, ConfigOwner raw) {
    owners = new ConfigOwner[size];
    Arrays.fill(owners, raw);
  }

  /**
   * Gives bytes away, also those that somebody owned. A capability does not reach from the first
   * 256 bytes into the extended ones.
   */
  void give(int start, int length, ConfigOwner owner) {
    Arrays.fill(owners, start, start + fitting(start, length), owner);
  }

  /** How many of the bytes there are. */
  int fitting(int start, int length) {
    int end = start < STANDARD_END ? STANDARD_END : owners.length;
    return Math.min(length, end - start);
  }

  ConfigOwner at(int position) {
    return owners[position];
  }

  int size() {
    return owners.length;
  }

  /**
   * How much of an access is done at once: what one owner has of a dword, as one naturally aligned
   * number.
   */
  int chunk(int position, long count) {
    int most = (int) Math.min(count, 4 - position % 4);
    int same = 1;
    while (same < most && owners[position + same] == owners[position]) {
      same++;
    }
    if (same == 4) {
      return 4;
    }
    return same >= 2 && position % 2 == 0 ? 2 : 1;
  }
}
