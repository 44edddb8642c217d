package io.vfio4j.core.vmm.transport;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.FileRange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/** A stream that arrives in given pieces, each with the descriptors that the kernel would give. */
final class CutStream implements Inlet {
  private static final Piece NOTHING = new Piece(new byte[0], List.of());

  private final Queue<Piece> pieces = new ArrayDeque<>();
  private List<Descriptor> arrived = List.of();
  private boolean lost;

  private record Piece(byte[] bytes, List<Descriptor> descriptors) {}

  CutStream piece(byte[] bytes, Descriptor... descriptors) {
    pieces.add(new Piece(bytes, List.of(descriptors)));
    return this;
  }

  /** A while in which nothing comes. */
  CutStream nothing() {
    pieces.add(NOTHING);
    return this;
  }

  /** The bytes in pieces that end at the given places. */
  CutStream cutAt(byte[] bytes, int... ends) {
    int from = 0;
    for (int end : ends) {
      piece(Arrays.copyOfRange(bytes, from, end));
      from = end;
    }
    return piece(Arrays.copyOfRange(bytes, from, bytes.length));
  }

  CutStream loseDescriptors() {
    lost = true;
    return this;
  }

  @Override
  public int receive(MemorySegment buffer, long offset, long length) {
    Piece next = pieces.poll();
    if (next == null) {
      return END_OF_STREAM;
    }
    if (next.equals(NOTHING)) {
      return NOTHING_YET;
    }
    int count = (int) Math.min(length, next.bytes().length);
    MemorySegment.copy(next.bytes(), 0, buffer, JAVA_BYTE, offset, count);
    arrived = next.descriptors();
    if (count < next.bytes().length) {
      keepRest(Arrays.copyOfRange(next.bytes(), count, next.bytes().length));
    }
    return count;
  }

  @Override
  public int receive(FileRange range) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(range.length());
      int count = receive(bytes, 0, range.length());
      if (count == NOTHING_YET) {
        return count;
      }
      range.copyFrom(bytes, 0, count);
      return count;
    }
  }

  private void keepRest(byte[] rest) {
    Queue<Piece> later = new ArrayDeque<>(pieces);
    pieces.clear();
    piece(rest);
    pieces.addAll(later);
  }

  @Override
  public boolean descriptorsLost() {
    return lost;
  }

  @Override
  public List<Descriptor> takeDescriptors() {
    List<Descriptor> taken = arrived;
    arrived = List.of();
    return taken;
  }
}
