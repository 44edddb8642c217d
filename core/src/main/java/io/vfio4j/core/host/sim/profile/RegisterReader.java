package io.vfio4j.core.host.sim.profile;

import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.sim.profile.RegisterProfile.AcknowledgeInterrupt;
import io.vfio4j.core.host.sim.profile.RegisterProfile.Becomes;
import io.vfio4j.core.host.sim.profile.RegisterProfile.DmaEngine;
import io.vfio4j.core.host.sim.profile.RegisterProfile.MsixPendingBits;
import io.vfio4j.core.host.sim.profile.RegisterProfile.MsixTable;
import io.vfio4j.core.host.sim.profile.RegisterProfile.RaiseInterrupt;
import io.vfio4j.core.host.sim.profile.RegisterProfile.ReadOnly;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The registers of a BAR that do something: inside it, apart from each other, not mappable. */
final class RegisterReader {
  private final Fields bar;
  private final long size;
  private final List<SparseMmapArea> areas;
  private final Claims claims = new Claims();

  RegisterReader(Fields bar, long size, List<SparseMmapArea> areas) {
    this.bar = bar;
    this.size = size;
    this.areas = areas;
  }

  /** All of them by offset, with what MSI-X has in the BAR. */
  List<RegisterProfile> registers(List<RegisterProfile> msix) {
    List<RegisterProfile> registers = new ArrayList<>();
    for (RegisterProfile part : msix) {
      claim(part, name(part), bar.place());
      registers.add(part);
    }
    for (Fields fields : bar.objects("registers")) {
      RegisterProfile register = register(fields);
      claim(register, name(register), fields.place());
      checkNotMappable(register, fields);
      registers.add(register);
    }
    registers.sort(Comparator.comparingLong(RegisterProfile::offset));
    return List.copyOf(registers);
  }

  private static RegisterProfile register(Fields fields) {
    long offset = fields.number("offset");
    if (offset % Integer.BYTES != 0) {
      throw fields.problem("offset", "0x%x is not a multiple of 4", offset);
    }
    return switch (fields.type()) {
      case "raise-interrupt" -> new RaiseInterrupt(offset);
      case "acknowledge-interrupt" -> new AcknowledgeInterrupt(offset);
      case "read-only" -> new ReadOnly(offset, (int) fields.number("value"));
      case "becomes" ->
          new Becomes(
              offset,
              (int) fields.number("before"),
              (int) fields.number("value"),
              fields.small("after"));
      case "dma-engine" -> new DmaEngine(offset, fields.small("bar"));
      default -> throw new IllegalStateException(fields.type());
    };
  }

  private static String name(RegisterProfile register) {
    return switch (register) {
      case RaiseInterrupt _ -> "raise-interrupt";
      case AcknowledgeInterrupt _ -> "acknowledge-interrupt";
      case ReadOnly _ -> "read-only";
      case Becomes _ -> "becomes";
      case DmaEngine _ -> "dma-engine";
      case MsixTable _ -> "the MSI-X table";
      case MsixPendingBits _ -> "the MSI-X pending bits";
    };
  }

  private void claim(RegisterProfile register, String name, Place place) {
    MemoryRange range = register.range();
    if (!new MemoryRange(0, size).contains(range.base(), range.size())) {
      throw place.problem(
          "%s at 0x%x, 0x%x bytes, ends beyond the BAR's 0x%x bytes",
          name, range.base(), range.size(), size);
    }
    claims.claim(range, name, place);
  }

  /** An access through a mapping is a load or a store that nobody sees. */
  private void checkNotMappable(RegisterProfile register, Fields fields) {
    for (SparseMmapArea area : areas) {
      if (new MemoryRange(area.offset(), area.size()).overlaps(register.range())) {
        throw fields.problem(
            "offset", "0x%x can be mapped, so nothing would happen there", register.offset());
      }
    }
  }
}
