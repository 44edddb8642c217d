package io.vfio4j.testkit.fake;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.HostBar;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** A BAR with scripted registers: none of it can be mapped, all else is the other's. */
record ScriptedBar(HostBar next, NavigableMap<Long, ScriptedRegister> registers)
    implements HostBar {

  @Override
  public Kind kind() {
    return next.kind();
  }

  @Override
  public boolean prefetchable() {
    return next.prefetchable();
  }

  @Override
  public long size() {
    return next.size();
  }

  @Override
  public long contentSize() {
    return next.contentSize();
  }

  @Override
  public long address() {
    return next.address();
  }

  @Override
  public List<SparseMmapArea> mappableAreas() {
    return List.of();
  }

  @Override
  public Mapping mapping(long offset, long length) {
    throw VfioException.refused(Errno.EINVAL, "registers cannot be mapped");
  }

  @Override
  public long read(long offset, int width) {
    if (width > ScriptedRegister.WIDTH) {
      long low = read(offset, ScriptedRegister.WIDTH);
      return low | read(offset + ScriptedRegister.WIDTH, ScriptedRegister.WIDTH) << Integer.SIZE;
    }
    int at = (int) (offset % ScriptedRegister.WIDTH);
    ScriptedRegister register = registers.get(offset - at);
    return register == null ? next.read(offset, width) : register.read(at, width);
  }

  @Override
  public void write(long offset, int width, long value) {
    if (width > ScriptedRegister.WIDTH) {
      write(offset, ScriptedRegister.WIDTH, value & 0xffff_ffffL);
      write(offset + ScriptedRegister.WIDTH, ScriptedRegister.WIDTH, value >>> Integer.SIZE);
      return;
    }
    int at = (int) (offset % ScriptedRegister.WIDTH);
    ScriptedRegister register = registers.get(offset - at);
    if (register == null) {
      next.write(offset, width, value);
    } else {
      register.write(at, width, value);
    }
  }

  @Override
  public long copyOut(long offset, MemorySegment target) {
    long count = plain(offset, target.byteSize());
    return count == 0 ? 0 : next.copyOut(offset, target.asSlice(0, count));
  }

  @Override
  public long copyIn(long offset, MemorySegment source) {
    long count = plain(offset, source.byteSize());
    return count == 0 ? 0 : next.copyIn(offset, source.asSlice(0, count));
  }

  /** How many bytes from an offset on belong to no scripted register. */
  private long plain(long offset, long count) {
    Map.Entry<Long, ScriptedRegister> before = registers.floorEntry(offset);
    if (before != null && offset < before.getKey() + ScriptedRegister.WIDTH) {
      return 0;
    }
    Long after = registers.higherKey(offset);
    return after == null ? count : Math.min(count, after - offset);
  }
}
