package io.vfio4j.testkit.script.random;

import io.vfio4j.testkit.script.Operation;
import java.util.Optional;

/**
 * The part of a region that an operation reads or writes.
 *
 * @param region its index
 * @param span which part
 */
record Touched(int region, Span span) {

  static Optional<Touched> by(Operation operation) {
    return switch (operation) {
      case Operation.Read read -> of(read.region(), read.offset(), read.count());
      case Operation.Write write -> of(write.region(), write.offset(), write.bytes().length());
      case Operation.Mmap mmap ->
          of(mmap.region(), mmap.offset(), Math.max(Integer.BYTES, mmap.stored().length()));
      default -> Optional.empty();
    };
  }

  private static Optional<Touched> of(int region, long offset, long count) {
    return Optional.of(new Touched(region, new Span(offset, count)));
  }

  boolean overlaps(Touched other) {
    return region == other.region && span.touches(other.span.offset(), other.span.size());
  }
}
