package io.vfio4j.testkit.script.random;

/**
 * A part of a region.
 *
 * @param offset its first byte
 * @param size in bytes
 * @since 0.1
 */
public record Span(long offset, long size) {

  boolean touches(long from, long count) {
    return from < offset + size && from + count > offset;
  }
}
