package io.vfio4j.core.host.sim;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.sim.profile.RomProfile;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** An expansion ROM: bytes that nobody can change, all ones behind them. */
final class SimRom implements HostBar {
  private final RomProfile profile;
  private final MemorySegment image;

  SimRom(RomProfile profile) {
    this.profile = profile;
    this.image = MemorySegment.ofArray(profile.image().bytes()).asReadOnly();
  }

  @Override
  public Kind kind() {
    return Kind.MEMORY_32;
  }

  @Override
  public boolean prefetchable() {
    return false;
  }

  @Override
  public long size() {
    return profile.size();
  }

  @Override
  public long contentSize() {
    return signed() ? image.byteSize() : 0;
  }

  /** Linux takes nothing for an image that does not begin so. */
  private boolean signed() {
    return byteAt(0) == 0x55 && byteAt(1) == 0xaa;
  }

  @Override
  public long address() {
    return profile.address();
  }

  @Override
  public List<SparseMmapArea> mappableAreas() {
    return List.of();
  }

  @Override
  public Mapping mapping(long offset, long length) {
    throw VfioException.refused(Errno.EINVAL, "an expansion ROM cannot be mapped");
  }

  @Override
  public long read(long offset, int width) {
    long value = 0;
    for (long at = offset + width - 1; at >= offset; at--) {
      value = (value << Byte.SIZE) | byteAt(at);
    }
    return value;
  }

  private int byteAt(long at) {
    return at < image.byteSize() ? Byte.toUnsignedInt(image.get(ValueLayout.JAVA_BYTE, at)) : 0xff;
  }

  @Override
  public void write(long offset, int width, long value) {}

  @Override
  public long copyOut(long offset, MemorySegment target) {
    long count = Math.max(0, Math.min(image.byteSize() - offset, target.byteSize()));
    target.asSlice(0, count).copyFrom(image.asSlice(Math.min(offset, image.byteSize()), count));
    return count;
  }

  @Override
  public long copyIn(long offset, MemorySegment source) {
    return 0;
  }
}
