package io.vfio4j.core.host.acpi.aml;

import io.vfio4j.core.host.acpi.aml.AmlValue.BufferValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.IntegerValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.PackageValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.ReferenceValue;
import io.vfio4j.core.host.acpi.aml.AmlValue.StringValue;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads constants.
 *
 * <pre>
 * DataRefObject, ACPI 6.5 section 20.2.3
 *   00 01 ff               0, 1, all bits set
 *   0a 0b 0c 0e            a number of 1, 2, 4, 8 bytes, little-endian
 *   0d                     ASCII, ended by 00
 *   11 PkgLength TERM      a buffer of so many bytes, the first of which follow
 *   12 PkgLength COUNT     a package: a byte that counts, and elements
 *   13 PkgLength TERM      the same with a count of any size
 * </pre>
 */
final class ValueReader {
  private static final long MASK_32 = 0xffff_ffffL;

  private final boolean wide;
  private final Declarations declarations;

  /**
   * @param wide whether numbers have 64 bits
   */
  ValueReader(boolean wide, Declarations declarations) {
    this.wide = wide;
    this.declarations = declarations;
  }

  /** Reads the value of the object of a path. */
  AmlValue read(AmlCursor in, Place place) {
    int start = in.position();
    declarations.countValue(start);
    if (NameString.begins(in.peek())) {
      return new ReferenceValue(start, NameString.read(in).toString());
    }
    int opcode = in.readOpcode();
    return switch (opcode) {
      case 0x00 -> new IntegerValue(start, 0);
      case 0x01 -> new IntegerValue(start, 1);
      case 0xff -> new IntegerValue(start, wide ? -1 : MASK_32);
      case 0x0a -> new IntegerValue(start, in.readInteger(1));
      case 0x0b -> new IntegerValue(start, in.readInteger(2));
      case 0x0c -> new IntegerValue(start, in.readInteger(4));
      case 0x0e -> narrowed(start, in.readInteger(8), place);
      case 0x0d -> readString(start, in);
      case 0x11 -> readBuffer(start, in.readBlock(), place);
      case 0x12 -> readPackage(start, in.readBlock(), place);
      case 0x13 -> readVarPackage(start, in.readBlock(), place);
      default ->
          throw new AmlException(
              start, "opcode 0x%02x is not supported as a constant".formatted(opcode));
    };
  }

  private IntegerValue narrowed(int start, long value, Place place) {
    if (wide || (value & MASK_32) == value) {
      return new IntegerValue(start, value);
    }
    declarations.narrowed(start, place.scope(), value);
    return new IntegerValue(start, value & MASK_32);
  }

  private static StringValue readString(int start, AmlCursor in) {
    StringBuilder text = new StringBuilder();
    int character = in.readByte();
    while (character != 0) {
      if (character > 0x7f) {
        throw new AmlException(in.position() - 1, "0x%02x is not ASCII".formatted(character));
      }
      text.append((char) character);
      character = in.readByte();
    }
    return new StringValue(start, text.toString());
  }

  private BufferValue readBuffer(int start, AmlCursor in, Place place) {
    long length = readCount(in, place);
    byte[] bytes = in.readRest();
    // Bytes beyond the length count as well: the longer of the two it is.
    long actual = Long.compareUnsigned(length, bytes.length) < 0 ? bytes.length : length;
    return new BufferValue(start, actual, HexFormat.of().formatHex(bytes));
  }

  private PackageValue readPackage(int start, AmlCursor in, Place place) {
    return readElements(start, in.readByte(), in, place);
  }

  private PackageValue readVarPackage(int start, AmlCursor in, Place place) {
    return readElements(start, readCount(in, place), in, place);
  }

  private long readCount(AmlCursor in, Place place) {
    int start = in.position();
    if (!(read(in, place.inside(place.scope(), start)) instanceof IntegerValue count)) {
      throw new AmlException(start, "a count that is no constant is not supported");
    }
    return count.value();
  }

  private PackageValue readElements(int start, long count, AmlCursor in, Place place) {
    Place inside = place.inside(place.scope(), start);
    List<AmlValue> elements = new ArrayList<>();
    while (!in.atEnd()) {
      if (Long.compareUnsigned(elements.size(), count) >= 0) {
        throw new AmlException(in.position(), "more elements than the %d said".formatted(count));
      }
      elements.add(read(in, inside));
    }
    return new PackageValue(start, count, elements);
  }
}
