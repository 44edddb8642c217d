package io.vfio4j.testkit.client;

import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.FileMapping;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What DEVICE_GET_REGION_INFO answers, and the file that came with it.
 *
 * <pre>
 *   0        4        8        12           16               24               32
 *  +--------+--------+--------+------------+----------------+----------------+------
 *  | argsz  | flags  | index  | cap_offset | size           | offset         | capabilities
 *  +--------+--------+--------+------------+----------------+----------------+------
 *
 *  capability   0     2         4        8          16
 *              +-----+---------+--------+----------+------------------------+
 *   sparse: 1  | id  | version | next   | areas, 0 | areas x {offset, size} |
 *              +-----+---------+--------+----------+------------------------+
 * </pre>
 *
 * @param index region index
 * @param flags 1 read, 2 write, 4 mmap, 8 capabilities
 * @param size in bytes
 * @param offset of the region in the file
 * @param sparseAreas what the sparse mmap capability lists; none if there is no such capability
 * @param file the file to map, closed with this
 * @since 0.1
 */
public record ClientRegion(
    int index,
    int flags,
    long size,
    long offset,
    List<SparseMmapArea> sparseAreas,
    Optional<Descriptor> file)
    implements AutoCloseable {
  static final int FIXED = 32;
  private static final int SPARSE_MMAP = 1;
  private static final int CAPABILITY_HEAD = 8;
  private static final int AREAS = 16;
  private static final int AREA = 16;

  static byte[] request(int index, int argsz) {
    return Message.littleEndian(FIXED).putInt(argsz).putInt(0).putInt(index).array();
  }

  /** How long the reply would be with all that there is to say. */
  static int needed(Message message) {
    return closedIfItFails(message, () -> message.payload().getInt(0));
  }

  static ClientRegion reply(Message message) {
    return closedIfItFails(
        message,
        () -> {
          List<Descriptor> descriptors = message.descriptors();
          descriptors.stream().skip(1).forEach(Descriptor::close);
          return of(message.payload(), descriptors.stream().findFirst());
        });
  }

  private static <T> T closedIfItFails(Message message, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      message.closeDescriptors();
      throw e;
    }
  }

  private static ClientRegion of(ByteBuffer payload, Optional<Descriptor> file) {
    return new ClientRegion(
        payload.getInt(8),
        payload.getInt(4),
        payload.getLong(16),
        payload.getLong(24),
        areas(payload),
        file);
  }

  private static List<SparseMmapArea> areas(ByteBuffer payload) {
    List<SparseMmapArea> areas = new ArrayList<>();
    int at = payload.getInt(12);
    while (at >= FIXED && at <= payload.capacity() - CAPABILITY_HEAD) {
      if (payload.getShort(at) == SPARSE_MMAP) {
        addAreas(payload, at, areas);
      }
      int next = payload.getInt(at + 4);
      // A chain that goes back would never end.
      at = next > at ? next : 0;
    }
    return List.copyOf(areas);
  }

  private static void addAreas(ByteBuffer payload, int at, List<SparseMmapArea> areas) {
    int count = payload.getInt(at + CAPABILITY_HEAD);
    for (int i = 0; i < count; i++) {
      int area = at + AREAS + i * AREA;
      areas.add(new SparseMmapArea(payload.getLong(area), payload.getLong(area + 8)));
    }
  }

  /** Whether it, or parts of it, can be mapped. */
  public boolean mappable() {
    return (flags & 4) != 0;
  }

  /** What can be mapped: the sparse areas, or without such a capability the whole region. */
  public List<SparseMmapArea> mappableAreas() {
    if (!mappable() || !sparseAreas.isEmpty()) {
      return mappable() ? sparseAreas : List.of();
    }
    return List.of(new SparseMmapArea(0, size));
  }

  /**
   * Maps a part of the region, shared and, unless it is only read, writable, as a VMM does for its
   * guest.
   *
   * @param area in the region
   * @return the mapping, which the caller closes
   * @throws IllegalStateException if no file came with the region
   */
  public FileMapping map(SparseMmapArea area) {
    Descriptor mapped =
        file.orElseThrow(() -> new IllegalStateException("no file came with region " + index));
    return FileMapping.map(mapped, offset + area.offset(), area.size(), access());
  }

  private FileMapping.Access access() {
    return (flags & 2) != 0 ? FileMapping.Access.READ_WRITE : FileMapping.Access.READ_ONLY;
  }

  /** Closes the file. Mappings stay. */
  @Override
  public void close() {
    file.ifPresent(Descriptor::close);
  }
}
