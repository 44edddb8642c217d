package io.vfio4j.core.host.sim.profile;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A kind of capability that profiles can name.
 *
 * @param schema its keys
 * @param extended whether it belongs to the chain at 0x100
 * @param encoder makes its registers of the keys' values
 */
record CapabilityKind(Schema schema, boolean extended, Encoder encoder) {

  /** Makes registers of keys. */
  interface Encoder {
    CapabilityImage encode(Fields fields);
  }

  /** An id and the registers. */
  record CapabilityImage(int id, RegisterImage registers) {}

  static CapabilityKind standard(String type, Encoder encoder, Key... keys) {
    NumberShape offset = NumberShape.upTo(0xff);
    return new CapabilityKind(schema(type, offset, keys), false, encoder);
  }

  static CapabilityKind extended(String type, Encoder encoder, Key... keys) {
    NumberShape offset = NumberShape.upTo(0xfff);
    return new CapabilityKind(schema(type, offset, keys), true, encoder);
  }

  private static Schema schema(String type, NumberShape offset, Key... keys) {
    Key selector = Key.required("type", new TextShape());
    Key place = Key.required("offset", offset);
    return new Schema(
        type, Stream.concat(Stream.of(selector, place), Arrays.stream(keys)).toList());
  }

  CapabilityProfile read(Fields fields) {
    CapabilityImage image = encoder.encode(fields);
    int offset = fields.small("offset");
    return new CapabilityProfile(image.id(), extended, offset, image.registers());
  }
}
