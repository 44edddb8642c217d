package io.vfio4j.core.host.sim.profile;

import static io.vfio4j.core.host.sim.profile.Key.optional;
import static io.vfio4j.core.host.sim.profile.Key.required;

import io.vfio4j.core.host.sim.profile.CapabilityKind.CapabilityImage;
import java.util.List;

/** Capabilities of the chain at 0x100: layouts as in the PCI Express base specification. */
final class ExtendedCapabilities {
  private static final NumberShape ID = NumberShape.upTo(0xffff);
  private static final NumberShape REVISION = NumberShape.upTo(0xf);
  private static final int MAX_LENGTH = 0xf00;

  static final List<CapabilityKind> ALL =
      List.of(
          CapabilityKind.extended("error-reporting", _ -> errorReporting()),
          CapabilityKind.extended(
              "serial-number",
              ExtendedCapabilities::serialNumber,
              required("serial", NumberShape.upTo(-1))),
          CapabilityKind.extended("power-budgeting", _ -> powerBudgeting()),
          CapabilityKind.extended("latency-tolerance", _ -> latencyTolerance()),
          CapabilityKind.extended(
              "resizable-bar",
              ExtendedCapabilities::resizableBar,
              required("bar", NumberShape.upTo(5)),
              required("size", NumberShape.size(1L << 47))),
          CapabilityKind.extended(
              "vendor-specific-extended",
              ExtendedCapabilities::vendorSpecific,
              required("id", ID),
              optional("revision", REVISION, 0),
              required("data", BytesShape.CONFIG)),
          CapabilityKind.extended(
              "dvsec",
              ExtendedCapabilities::dvsec,
              required("vendor", ID),
              required("id", ID),
              optional("revision", REVISION, 0),
              required("data", BytesShape.CONFIG)),
          CapabilityKind.extended(
              "other-extended",
              ExtendedCapabilities::other,
              required("id", ID),
              optional("version", REVISION, 1),
              required("length", NumberShape.upTo(MAX_LENGTH)),
              optional("data", BytesShape.CONFIG),
              optional("writable", BytesShape.CONFIG)));

  private ExtendedCapabilities() {}

  private static RegisterImage image(int version, int length) {
    return new RegisterImage((length + 3) & ~3).put16(2, version);
  }

  private static CapabilityImage errorReporting() {
    int uncorrectable = 0x003f_f030;
    int correctable = 0x0000_f1c1;
    RegisterImage image = image(2, 0x48);
    image.clearOnOne32(4, uncorrectable).writable32(8, uncorrectable);
    image.put32(0xc, 0x0006_2030).writable32(0xc, uncorrectable);
    image.clearOnOne32(0x10, correctable);
    image.put32(0x14, 0x2000).writable32(0x14, correctable);
    return new CapabilityImage(0x01, image);
  }

  private static CapabilityImage serialNumber(Fields fields) {
    return new CapabilityImage(0x03, image(1, 12).put64(4, fields.number("serial")));
  }

  private static CapabilityImage powerBudgeting() {
    return new CapabilityImage(0x04, image(1, 16).writable16(4, 0xff));
  }

  private static CapabilityImage latencyTolerance() {
    return new CapabilityImage(0x18, image(1, 8).writable16(4, 0x1fff).writable16(6, 0x1fff));
  }

  private static CapabilityImage resizableBar(Fields fields) {
    long size = fields.number("size");
    if (size < 1 << 20 || Long.bitCount(size) != 1) {
      throw fields.problem("size", "0x%x is not a power of two from 1MiB on", size);
    }
    int code = Long.numberOfTrailingZeros(size) - 20;
    int control = fields.small("bar") | (1 << 5) | (code << 8);
    return new CapabilityImage(0x15, image(1, 12).put32(4, 1 << (code + 4)).put32(8, control));
  }

  private static CapabilityImage vendorSpecific(Fields fields) {
    byte[] data = checkedData(fields);
    int length = 8 + data.length;
    int header = fields.small("id") | (fields.small("revision") << 16) | (length << 20);
    return new CapabilityImage(0x0b, image(1, length).put32(4, header).put(8, data));
  }

  private static CapabilityImage dvsec(Fields fields) {
    byte[] data = checkedData(fields);
    int length = 10 + data.length;
    int header = fields.small("vendor") | (fields.small("revision") << 16) | (length << 20);
    RegisterImage image = image(1, length).put32(4, header).put16(8, fields.small("id"));
    return new CapabilityImage(0x23, image.put(10, data));
  }

  private static CapabilityImage other(Fields fields) {
    RegisterImage image = PlainRegisters.of(fields, 4).put16(2, fields.small("version"));
    return new CapabilityImage(fields.small("id"), image);
  }

  private static byte[] checkedData(Fields fields) {
    byte[] data = fields.bytes("data");
    if (data.length > MAX_LENGTH) {
      throw fields.problem("data", "longer than %d bytes", MAX_LENGTH);
    }
    return data;
  }
}
