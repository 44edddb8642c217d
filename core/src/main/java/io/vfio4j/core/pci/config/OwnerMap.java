package io.vfio4j.core.pci.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Who owns which byte of config space. */
final class OwnerMap {
  private static final int STANDARD_END = 0x100;

  private final List<ConfigOwner> owners = new ArrayList<>();
  private final int size;

  /** Of the bytes up to the last one that somebody owns; often none of those from 0x100 on. */
  private short[] ownerOf = new short[0];

  /**
   * Nobody owns anything yet.
   *
   * @param raw what stands for nobody
   */
  OwnerMap(int size, ConfigOwner raw) {
    this.size = size;
    owners.add(raw);
  }

  /** Gives bytes away, also those that somebody owned. */
  void give(int start, int length, ConfigOwner owner) {
    ownerOf = Arrays.copyOf(ownerOf, Math.max(ownerOf.length, start + length));
    Arrays.fill(ownerOf, start, start + length, (short) owners.size());
    owners.add(owner);
  }

  /**
   * Whether there is room. A capability does not reach from the first 256 bytes into the others.
   */
  boolean fits(int start, int length) {
    return length <= (start < STANDARD_END ? STANDARD_END : size) - start;
  }

  ConfigOwner at(int position) {
    return owners.get(owner(position));
  }

  private int owner(int position) {
    return position < ownerOf.length ? ownerOf[position] : 0;
  }

  int size() {
    return size;
  }

  /**
   * How much of an access is done at once: what one owner has of a dword, as one naturally aligned
   * number.
   */
  int chunk(int position, long count) {
    int most = (int) Math.min(count, 4 - position % 4);
    int same = 1;
    while (same < most && owner(position + same) == owner(position)) {
      same++;
    }
    if (same == 4) {
      return 4;
    }
    return same >= 2 && position % 2 == 0 ? 2 : 1;
  }
}
