package io.vfio4j.testkit.contract;

import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.testkit.contract.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * B: bulk, accesses so long that the host may have the kernel move their bytes.
 *
 * @since 0.1
 */
public abstract class LongAccessContract extends DeviceContract {
  private static final int LONG = 64 << 10;
  private static final int SHORT = 1 << 10;
  private static final String NO_WAY_TO_TELL = "a client cannot see which way the bytes come";

  /** For subclasses. */
  protected LongAccessContract() {}

  private record Place(int region, long offset, int count, boolean writable) {
    @Override
    public String toString() {
      return at(region, offset, count);
    }
  }

  /** Both ends of each area that can be mapped, which is where memory is. */
  private List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (RegionInfo info : someRegionsWith(RegionFlag.MMAP)) {
      for (SparseMmapArea area : MmapContract.areas(info)) {
        int count = (int) Math.min(LONG, area.size());
        places.add(new Place(info.index(), area.offset(), count, writable(info)));
        places.add(new Place(info.index(), area.end() - count, count, writable(info)));
      }
    }
    return places;
  }

  /** B1. */
  @Rule(
      says = "A long read or write of what can be mapped moves the bytes that short ones move",
      lookAt = "read() and write(): counts above a page; memoryBehind(): the offset in the file")
  public void required_B1_longAccessesMoveWhatShortOnesDo() {
    for (Place place : places()) {
      byte[] before = read(place, SHORT);
      byte[] due = place.writable ? pattern(place, 1) : before;
      write(place, due);
      byte[] atOnce = read(place, place.count);
      byte[] inPieces = read(place, SHORT);
      write(place, before);
      same(due, inPieces, "written at once and read in pieces, %s,".formatted(place));
      same(due, atOnce, "written and read at once, %s,".formatted(place));
    }
  }

  /** B2. */
  @Rule(
      says = "The part of a file that memoryBehind() names is that part of the region",
      lookAt = "memoryBehind(): the offset in the file",
      notOverSocket = NO_WAY_TO_TELL)
  public void required_B2_theMemoryBehindIsTheRegion() {
    boolean named = false;
    for (Place place : places().stream().filter(Place::writable).toList()) {
      byte[] before = read(place, SHORT);
      Optional<Mapping> memory = behind(place);
      memory.ifPresent(mapping -> compare(place, mapping));
      write(place, before);
      named |= memory.isPresent();
    }
    need(named, "no region that can be written names memory behind it");
  }

  private void compare(Place place, Mapping memory) {
    write(place, pattern(place, 1));
    byte[] inTheFile = exchange(memory, 0, pattern(place, 2));
    same(pattern(place, 1), inTheFile, "in the file, written to %s,".formatted(place));
    byte[] inTheRegion = read(place, SHORT);
    same(pattern(place, 2), inTheRegion, "written to the file and read from %s,".formatted(place));
  }

  /** B3. */
  @Rule(
      says = "Where a read is refused or short there is no memory behind",
      lookAt = "memoryBehind(): memory space in the command register, and the end of the region",
      notOverSocket = NO_WAY_TO_TELL)
  public void required_B3_noMemoryBehindWhereAReadIsRefused() {
    List<Place> places = places();
    for (RegionInfo info : regionsWith(RegionFlag.MMAP)) {
      noneWhereRefused(new Place(info.index(), info.size(), SHORT, false));
      noneWhereRefused(new Place(info.index(), info.size() - SHORT, 2 * SHORT, false));
    }
    command(0);
    places.forEach(this::noneWhereRefused);
  }

  private void noneWhereRefused(Place place) {
    boolean none = readable(place) || behind(place).isEmpty();
    check(none, "memoryBehind() names memory for what cannot be read, %s".formatted(place));
  }

  private boolean readable(Place place) {
    try {
      return device().read(place.region, place.offset, memory(place.count)) == place.count;
    } catch (VfioException e) {
      return false;
    }
  }

  /** To throw is to name none. */
  private Optional<Mapping> behind(Place place) {
    try {
      return device().memoryBehind(place.region, place.offset, place.count);
    } catch (VfioException e) {
      return Optional.empty();
    }
  }

  /** What is only read keeps its bytes. */
  private void write(Place place, byte[] bytes) {
    if (place.writable) {
      write(place.region, place.offset, bytes);
    }
  }

  private byte[] read(Place place, int atOnce) {
    byte[] all = new byte[place.count];
    for (int at = 0; at < place.count; at += atOnce) {
      int count = Math.min(atOnce, place.count - at);
      System.arraycopy(read(place.region, place.offset + at, count), 0, all, at, count);
    }
    return all;
  }

  /** Its period is no power of 2, so that no page is like another. */
  private static byte[] pattern(Place place, int seed) {
    byte[] pattern = new byte[place.count];
    for (int i = 0; i < pattern.length; i++) {
      pattern[i] = (byte) (i % 251 + seed);
    }
    return pattern;
  }
}
