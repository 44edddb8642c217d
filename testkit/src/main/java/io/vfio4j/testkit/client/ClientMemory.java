package io.vfio4j.testkit.client;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;

/** The memory that a client has mapped for a device, by IOVA. Any thread. */
final class ClientMemory {
  private final TreeMap<Long, MemorySegment> areas = new TreeMap<>(Long::compareUnsigned);

  synchronized void map(long iova, MemorySegment memory) {
    areas.put(iova, memory);
  }

  synchronized void unmap(long iova) {
    areas.remove(iova);
  }

  synchronized void clear() {
    areas.clear();
  }

  synchronized void read(long iova, byte[] target) {
    MemorySegment.copy(part(iova, target.length), JAVA_BYTE, 0, target, 0, target.length);
  }

  synchronized void write(long iova, byte[] source) {
    MemorySegment.copy(source, 0, part(iova, source.length), JAVA_BYTE, 0, source.length);
  }

  private MemorySegment part(long iova, int count) {
    Map.Entry<Long, MemorySegment> area = areas.floorEntry(iova);
    long offset = area == null ? -1 : iova - area.getKey();
    if (area == null || offset < 0 || offset > area.getValue().byteSize() - count) {
      throw VfioException.refused(Errno.EFAULT, "nothing is mapped there");
    }
    return area.getValue().asSlice(offset, count);
  }
}
