package io.vfio4j.core.host.sim.profile;

import static io.vfio4j.core.host.sim.profile.Key.optional;

import io.vfio4j.core.host.sim.profile.CapabilityKind.CapabilityImage;
import java.util.List;

/**
 * The PCI Express capability, version 2.
 *
 * <pre>
 * 00 id, next, flags     04 device capabilities   08 device control    0a status
 * 0c link capabilities   10 link control          12 link status
 * 24 device cap. 2       28 device control 2      2c link cap. 2       30 link control 2
 * </pre>
 */
final class ExpressCapability {
  private static final int LENGTH = 0x3c;
  private static final List<String> PORT_TYPES =
      List.of("endpoint", "legacy-endpoint", "root-complex-integrated-endpoint");
  private static final List<Integer> PORT_TYPE_CODES = List.of(0, 1, 9);

  static final CapabilityKind KIND =
      CapabilityKind.standard(
          "express",
          ExpressCapability::encode,
          optional("portType", new WordShape(PORT_TYPES), PORT_TYPES.get(0)),
          optional("flr", new FlagShape(), true),
          optional("maxPayload", NumberShape.upTo(4096), 256),
          optional("linkSpeed", NumberShape.upTo(6), 5),
          optional("linkWidth", NumberShape.upTo(32), 16));

  private ExpressCapability() {}

  private static CapabilityImage encode(Fields fields) {
    int portType = PORT_TYPE_CODES.get(PORT_TYPES.indexOf(fields.text("portType")));
    RegisterImage image = new RegisterImage(LENGTH).put16(2, (portType << 4) | 2);
    device(image, payloadCode(fields), fields.flag("flr"));
    if (portType != 9) {
      link(image, fields.small("linkSpeed"), fields.small("linkWidth"));
    }
    return new CapabilityImage(CapabilityProfile.EXPRESS, image);
  }

  private static int payloadCode(Fields fields) {
    int payload = fields.small("maxPayload");
    if (payload < 128 || Integer.bitCount(payload) != 1) {
      throw fields.problem("maxPayload", "%d is not a power of two from 128 on", payload);
    }
    return Integer.numberOfTrailingZeros(payload) - 7;
  }

  private static void device(RegisterImage image, int payloadCode, boolean flr) {
    int extendedTag = 1 << 5;
    int roleBasedErrors = 1 << 15;
    image.put32(4, payloadCode | extendedTag | roleBasedErrors | (flr ? 1 << 28 : 0));
    // Relaxed ordering, no snoop, read requests of 512 bytes: what the specification resets to.
    image.put16(8, 0x2810).writable16(8, 0x79ff).clearOnOne16(0xa, 0x000f);
    image.put32(0x24, 0x1f).writable16(0x28, 0x041f);
  }

  private static void link(RegisterImage image, int speed, int width) {
    image.put32(0xc, (width << 4) | speed).writable16(0x10, 0x00cb);
    image.put16(0x12, (width << 4) | speed);
    image.put32(0x2c, ((1 << speed) - 1) << 1).put16(0x30, speed).writable16(0x30, 0xf);
  }
}
