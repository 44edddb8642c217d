package io.vfio4j.core.host.sim.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A function's capabilities and raw bytes: inside config space, apart from each other. */
final class CapabilityReader {
  private static final int FIRST = 0x40;
  private static final int FIRST_EXTENDED = 0x100;
  private static final Set<Integer> ONCE =
      Set.of(
          CapabilityProfile.POWER_MANAGEMENT,
          CapabilityProfile.MSI,
          CapabilityProfile.EXPRESS,
          CapabilityProfile.MSI_X);

  private final Fields function;
  private final int configSize;
  private final Claims claims = new Claims();

  CapabilityReader(Fields function, int configSize) {
    this.function = function;
    this.configSize = configSize;
  }

  List<CapabilityProfile> capabilities() {
    List<CapabilityProfile> capabilities = new ArrayList<>();
    for (Fields fields : function.objects("capabilities")) {
      CapabilityProfile capability = kind(fields).read(fields);
      checkOnce(capability, capabilities, fields);
      checkPlace(capability, capabilities, fields);
      capabilities.add(capability);
    }
    return List.copyOf(capabilities);
  }

  private static CapabilityKind kind(Fields fields) {
    return ProfileSchema.CAPABILITY_KINDS.stream()
        .filter(kind -> kind.schema().type().equals(fields.type()))
        .findFirst()
        .orElseThrow();
  }

  private static void checkOnce(
      CapabilityProfile capability, List<CapabilityProfile> others, Fields fields) {
    boolean again =
        others.stream().anyMatch(other -> !other.extended() && other.id() == capability.id());
    if (again && !capability.extended() && ONCE.contains(capability.id())) {
      throw fields.place().problem("a second capability of id 0x%02x", capability.id());
    }
  }

  private void checkPlace(
      CapabilityProfile capability, List<CapabilityProfile> others, Fields fields) {
    int offset = capability.offset();
    boolean firstExtended =
        capability.extended() && others.stream().noneMatch(CapabilityProfile::extended);
    if (offset % 4 != 0) {
      throw fields.problem("offset", "0x%x is not a multiple of 4", offset);
    }
    if (firstExtended && offset != FIRST_EXTENDED) {
      throw fields.problem("offset", "the chain of extended capabilities begins at 0x100");
    }
    claim(capability, fields);
  }

  private void claim(CapabilityProfile capability, Fields fields) {
    int first = capability.extended() ? FIRST_EXTENDED : FIRST;
    int end = capability.extended() ? configSize : FIRST_EXTENDED;
    if (capability.offset() < first || capability.end() > end) {
      throw fields
          .place()
          .problem(
              "0x%x to 0x%x is not within 0x%x and 0x%x",
              capability.offset(), capability.end(), first, end);
    }
    MemoryRange range = new MemoryRange(capability.offset(), capability.image().length());
    claims.claim(range, fields.type(), fields.place());
  }

  /** The bytes that belong to none. After {@link #capabilities}. */
  Map<Integer, RegisterImage> raw() {
    Map<Integer, RegisterImage> raw = new LinkedHashMap<>();
    for (Fields fields : function.objects("raw")) {
      RegisterImage image = PlainRegisters.of(fields, 0);
      int offset = fields.small("offset");
      int end = offset + image.length();
      if (offset < FIRST || end > configSize) {
        throw fields
            .place()
            .problem("0x%x to 0x%x is not within 0x%x and 0x%x", offset, end, FIRST, configSize);
      }
      claims.claim(new MemoryRange(offset, image.length()), "raw bytes", fields.place());
      raw.put(offset, image);
    }
    return raw;
  }
}
