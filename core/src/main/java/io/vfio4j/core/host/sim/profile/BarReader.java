package io.vfio4j.core.host.sim.profile;

import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.HostBar;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** From the keys of a BAR to a {@link BarProfile}. */
final class BarReader {
  static final long PAGE = 4096;

  private final Fields fields;
  private final HostBar.Kind kind;
  private final long size;

  private BarReader(Fields fields) {
    this.fields = fields;
    this.kind = kind(fields.text("kind"));
    this.size = fields.number("size");
  }

  private static HostBar.Kind kind(String word) {
    return switch (word) {
      case "memory-32" -> HostBar.Kind.MEMORY_32;
      case "memory-64" -> HostBar.Kind.MEMORY_64;
      default -> HostBar.Kind.IO;
    };
  }

  /** Checks what its address depends on, and claims that if the profile gives it. */
  static void claim(Fields fields, AddressPlan addresses) {
    BarReader reader = new BarReader(fields);
    reader.checkShape();
    if (fields.has("address")) {
      MemoryRange range = new MemoryRange(fields.number("address"), reader.size);
      addresses.claim(reader.kind, range, fields.place().key("address"));
    }
  }

  /**
   * Reads one. After {@link #claim}.
   *
   * @param msix the parts of MSI-X that lie in it
   */
  static BarProfile read(Fields fields, List<RegisterProfile> msix, AddressPlan addresses) {
    BarReader reader = new BarReader(fields);
    List<SparseMmapArea> areas = reader.areas();
    List<RegisterProfile> registers =
        new RegisterReader(fields, reader.size, areas).registers(msix);
    return new BarProfile(
        fields.small("index"),
        reader.kind,
        reader.size,
        fields.flag("prefetchable"),
        reader.address(addresses),
        areas,
        new InitialValueReader(fields, reader.size).values(registers),
        registers);
  }

  private void checkShape() {
    long min = kind == HostBar.Kind.IO ? 4 : 16;
    long max = kind == HostBar.Kind.IO ? 256 : 1L << 31;
    if (Long.bitCount(size) != 1) {
      throw fields.problem("size", "0x%x is not a power of two", size);
    }
    if (size < min || (kind != HostBar.Kind.MEMORY_64 && size > max)) {
      throw fields.problem("size", "0x%x is not within 0x%x and 0x%x", size, min, max);
    }
    if (kind == HostBar.Kind.IO && fields.flag("prefetchable")) {
      throw fields.problem("prefetchable", "an I/O BAR is not");
    }
    if (kind == HostBar.Kind.MEMORY_64 && fields.small("index") == 5) {
      throw fields.problem("index", "a 64-bit BAR takes two, there is none after 5");
    }
  }

  private long address(AddressPlan addresses) {
    return fields.has("address")
        ? fields.number("address")
        : addresses.allocate(kind, size, fields.place());
  }

  private List<SparseMmapArea> areas() {
    Object mappable = fields.value("mappable");
    List<SparseMmapArea> areas = mappable instanceof Boolean all ? wholly(all) : listedAreas();
    if (!areas.isEmpty() && (kind == HostBar.Kind.IO || size < PAGE)) {
      throw fields.problem("mappable", "only memory of a page (4096 bytes) or more can be mapped");
    }
    return areas;
  }

  private List<SparseMmapArea> wholly(boolean all) {
    return all ? List.of(new SparseMmapArea(0, size)) : List.of();
  }

  private List<SparseMmapArea> listedAreas() {
    List<SparseMmapArea> areas = new ArrayList<>();
    long end = 0;
    for (Fields area : fields.objects("mappable")) {
      areas.add(area(area, end));
      end = areas.getLast().end();
    }
    return List.copyOf(areas);
  }

  private SparseMmapArea area(Fields area, long from) {
    long offset = area.number("offset");
    long length = area.number("size");
    if (Stream.of(offset, length).anyMatch(value -> value % PAGE != 0) || length == 0) {
      throw area.place().problem("not made of whole pages (4096 bytes)");
    }
    if (!new MemoryRange(0, size).contains(offset, length)) {
      throw area.place().problem("ends beyond the BAR's 0x%x bytes", size);
    }
    if (offset < from) {
      throw area.place().problem("begins before the area in front of it ends");
    }
    return new SparseMmapArea(offset, length);
  }
}
