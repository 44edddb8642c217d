package io.vfio4j.core.vmm.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.vfio4j.core.linux.Descriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into frames, however the stream itself was cut; for one thread.
 *
 * <pre>
 *   0     4      8            16                size
 *   +-----+------+-------------+-----------------+
 *   |     | size |             |      body       |
 *   +-----+------+-------------+-----------------+
 * </pre>
 *
 * <p>Each receive takes as much as there is and fits. Linux stops a receive at the end of the piece
 * that carried descriptors but puts earlier pieces in front of it, so they belong to the last
 * message that begins in what was received.
 */
public final class FrameReader implements AutoCloseable {
  /** Bytes of a header. */
  public static final int HEADER = 16;

  private static final int SIZE = 4;

  private final Inlet inlet;
  private final long longest;
  private final ReceiveBuffer buffer;
  private final DescriptorSets sets = new DescriptorSets();
  private final Frame frame = new Frame();

  /** What came. */
  public enum Arrival {
    /** A frame. */
    FRAME,
    /** The header of a frame that is longer than allowed; its body cannot be read. */
    TOO_LONG,
    /** A length shorter than a header, or descriptors that were lost: there is no next frame. */
    BROKEN,
    /** The end of the stream, perhaps in the middle of a frame. */
    END
  }

  /**
   * @param longest a frame's greatest length; memory for it is taken when the first one comes that
   *     needs it
   */
  public FrameReader(Inlet inlet, long longest) {
    this.inlet = inlet;
    this.longest = longest;
    this.buffer = new ReceiveBuffer(longest);
  }

  /** The frame of the last {@link #next}, valid until the next one. */
  public Frame frame() {
    return frame;
  }

  /** Waits for the next frame. What was not taken of the last one's descriptors is closed. */
  public Arrival next() {
    frame.closeDescriptors();
    buffer.skip(frame.length());
    frame.set(buffer.bytes(), buffer.start(), 0, List.of());
    Arrival arrival = look();
    while (arrival == null) {
      arrival = receive() ? look() : end();
    }
    return arrival;
  }

  private @Nullable Arrival look() {
    if (buffer.length() < HEADER) {
      return null;
    }
    long size = size(buffer.start());
    if (size < HEADER) {
      return Arrival.BROKEN;
    }
    if (size > longest) {
      show(HEADER);
      return Arrival.TOO_LONG;
    }
    if (buffer.length() < size) {
      return null;
    }
    show(size);
    return Arrival.FRAME;
  }

  private void show(long length) {
    frame.set(buffer.bytes(), buffer.start(), length, sets.take(buffer.startInStream()));
  }

  private boolean receive() {
    buffer.makeRoom(buffer.length() < HEADER ? HEADER : size(buffer.start()));
    int received = inlet.receive(buffer.bytes(), buffer.end(), buffer.room());
    if (received == Inlet.END_OF_STREAM || inlet.descriptorsLost()) {
      return false;
    }
    buffer.append(received);
    List<Descriptor> descriptors = inlet.takeDescriptors();
    if (!descriptors.isEmpty()) {
      sets.add(buffer.inStream(lastStart()), descriptors);
    }
    return true;
  }

  private Arrival end() {
    return inlet.descriptorsLost() ? Arrival.BROKEN : Arrival.END;
  }

  /** Where the last message begins that has a byte in the buffer. */
  private long lastStart() {
    long at = buffer.start();
    while (buffer.end() - at >= HEADER) {
      long size = size(at);
      if (size < HEADER || at + size >= buffer.end()) {
        return at;
      }
      at += size;
    }
    return at;
  }

  private long size(long at) {
    return Integer.toUnsignedLong(buffer.bytes().get(JAVA_INT_UNALIGNED, at + SIZE));
  }

  @Override
  public void close() {
    frame.closeDescriptors();
    sets.close();
    buffer.close();
  }
}
