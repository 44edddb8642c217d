package io.vfio4j.core.host.sim.profile;

import static io.vfio4j.core.host.sim.profile.Key.optional;
import static io.vfio4j.core.host.sim.profile.Key.required;

import io.vfio4j.core.host.sim.profile.CapabilityKind.CapabilityImage;
import java.util.List;

/**
 * Capabilities of the chain at 0x34: layouts as in the PCI Local Bus and PCI Express base specs.
 */
final class StandardCapabilities {
  private static final FlagShape FLAG = new FlagShape();

  static final Schema TABLE_PLACE =
      Schema.of(
          "place in a BAR",
          required("bar", NumberShape.upTo(5)),
          required("offset", NumberShape.upTo(0xffff_ffffL)));

  static final List<CapabilityKind> ALL =
      List.of(
          CapabilityKind.standard(
              "power-management",
              StandardCapabilities::powerManagement,
              optional("pme", NumberShape.upTo(0x1f), 0),
              optional("noSoftReset", FLAG, true)),
          CapabilityKind.standard(
              "msi",
              StandardCapabilities::msi,
              required("vectors", NumberShape.upTo(32)),
              optional("address64", FLAG, true),
              optional("maskable", FLAG, false)),
          ExpressCapability.KIND,
          CapabilityKind.standard(
              "msi-x",
              StandardCapabilities::msix,
              required("vectors", NumberShape.upTo(2048)),
              required("table", TABLE_PLACE),
              required("pba", TABLE_PLACE)),
          CapabilityKind.standard(
              "vendor-specific",
              StandardCapabilities::vendorSpecific,
              required("data", BytesShape.CONFIG)),
          CapabilityKind.standard(
              "other",
              StandardCapabilities::other,
              required("id", NumberShape.upTo(0xff)),
              optional("length", NumberShape.upTo(0xc0)),
              optional("data", BytesShape.CONFIG),
              optional("writable", BytesShape.CONFIG)));

  private StandardCapabilities() {}

  private static CapabilityImage powerManagement(Fields fields) {
    int pme = fields.small("pme");
    RegisterImage image = new RegisterImage(8).put16(2, (pme << 11) | 3);
    image.put16(4, fields.flag("noSoftReset") ? 1 << 3 : 0);
    if (pme != 0) {
      image.writable16(4, 1 << 8).clearOnOne16(4, 1 << 15);
    }
    return new CapabilityImage(CapabilityProfile.POWER_MANAGEMENT, image);
  }

  private static CapabilityImage msi(Fields fields) {
    int vectors = fields.small("vectors");
    if (Integer.bitCount(vectors) != 1) {
      throw fields.problem("vectors", "%d is not a power of two", vectors);
    }
    boolean wide = fields.flag("address64");
    boolean maskable = fields.flag("maskable");
    int flags = (Integer.numberOfTrailingZeros(vectors) << 1) | (wide ? 0x80 : 0);
    int data = wide ? 12 : 8;
    RegisterImage image = new RegisterImage(maskable ? data + 12 : data + 2);
    image.put16(2, maskable ? flags | 0x100 : flags).writable16(2, 0x71).writable32(4, ~3);
    if (wide) {
      image.writable32(8, ~0);
    }
    image.writable16(data, 0xffff);
    if (maskable) {
      image.writable32(data + 4, (int) ((1L << vectors) - 1));
    }
    return new CapabilityImage(CapabilityProfile.MSI, image);
  }

  private static CapabilityImage msix(Fields fields) {
    int vectors = fields.small("vectors");
    if (vectors == 0) {
      throw fields.problem("vectors", "there is at least 1");
    }
    RegisterImage image = new RegisterImage(12).put16(2, vectors - 1).writable16(2, 0xc000);
    image.put32(4, place(fields.object("table"))).put32(8, place(fields.object("pba")));
    return new CapabilityImage(CapabilityProfile.MSI_X, image);
  }

  private static int place(Fields fields) {
    long offset = fields.number("offset");
    if (offset % 8 != 0) {
      throw fields.problem("offset", "0x%x is not a multiple of 8", offset);
    }
    return (int) offset | fields.small("bar");
  }

  private static CapabilityImage vendorSpecific(Fields fields) {
    byte[] data = fields.bytes("data");
    int length = 3 + data.length;
    if (length > 0xff) {
      throw fields.problem("data", "longer than %d bytes", 0xff - 3);
    }
    return new CapabilityImage(0x09, new RegisterImage(length).put8(2, length).put(3, data));
  }

  private static CapabilityImage other(Fields fields) {
    RegisterImage image = PlainRegisters.of(fields, 2);
    int id = fields.small("id");
    int least = least(id, image);
    if (image.length() < least) {
      throw fields.problem("data", "capability 0x%02x has %d bytes at least", id, least);
    }
    return new CapabilityImage(id, image);
  }

  /** What this hardware looks at, whoever describes it. */
  private static int least(int id, RegisterImage image) {
    return switch (id) {
      case CapabilityProfile.POWER_MANAGEMENT -> 8;
      case CapabilityProfile.MSI -> image.length() < 4 ? 10 : msiLength(image.bytes());
      case CapabilityProfile.EXPRESS, CapabilityProfile.MSI_X -> 12;
      default -> 2;
    };
  }

  private static int msiLength(byte[] bytes) {
    int data = (bytes[2] & 0x80) == 0 ? 8 : 12;
    return (bytes[3] & 1) == 0 ? data + 2 : data + 12;
  }
}
