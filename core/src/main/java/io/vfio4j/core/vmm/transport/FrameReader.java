package io.vfio4j.core.vmm.transport;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.FileRange;
import java.util.List;
import java.util.Optional;
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

  /** The first bytes of a long frame, which stay in the buffer. */
  public static final int HEAD = 32;

  private static final int SIZE = 4;

  private final Inlet inlet;
  private final long longest;
  private final LongFrames longFrames;
  private final ReceiveBuffer buffer;
  private final DescriptorSets sets = new DescriptorSets();
  private final Frame frame = new Frame();
  private long placed;
  private long atOnce = ReceiveBuffer.AT_ONCE;
  private boolean asked;

  /** What came. */
  public enum Arrival {
    /** A frame. */
    FRAME,
    /** The header of a frame that is longer than allowed; its body cannot be read. */
    TOO_LONG,
    /** A length shorter than a header, or descriptors that were lost: there is no next frame. */
    BROKEN,
    /** The end of the stream, perhaps in the middle of a frame. */
    END,
    /**
     * Nothing for a while, and no part of a frame is here: this can be closed, and another made.
     */
    QUIET
  }

  /** One that puts all of every frame into its buffer. */
  public FrameReader(Inlet inlet, long longest) {
    this(inlet, longest, LongFrames.IN_THE_BUFFER);
  }

  /**
   * @param longest a frame's greatest length; memory for it is taken when the first one comes that
   *     needs it
   * @param longFrames knows where long ones end
   */
  public FrameReader(Inlet inlet, long longest, LongFrames longFrames) {
    this.inlet = inlet;
    this.longest = longest;
    this.longFrames = longFrames;
    this.buffer = new ReceiveBuffer(longest);
  }

  /** The frame of the last {@link #next}, valid until the next one. */
  public Frame frame() {
    return frame;
  }

  /** Waits for the next frame. What was not taken of the last one's descriptors is closed. */
  public Arrival next() {
    frame.closeDescriptors();
    buffer.skip(frame.length() - frame.placed());
    buffer.pass(frame.placed());
    frame.forget();
    atOnce = placed == 0 ? ReceiveBuffer.AT_ONCE : ReceiveBuffer.FEW;
    placed = 0;
    asked = false;
    Arrival arrival = look();
    while (arrival == null) {
      arrival = receive();
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
    if (buffer.length() + placed < size) {
      return null;
    }
    show(size);
    return Arrival.FRAME;
  }

  private void show(long length) {
    List<Descriptor> descriptors = sets.take(buffer.startInStream());
    frame.set(buffer.bytes(), buffer.start(), length, placed, descriptors);
  }

  private @Nullable Arrival receive() {
    long size = buffer.length() < HEADER ? HEADER : size(buffer.start());
    Optional<FileRange> place = place(size);
    if (place.isPresent()) {
      return receive(place.get()) ? look() : end();
    }
    buffer.makeRoom(size);
    int received =
        inlet.receive(buffer.bytes(), buffer.end(), buffer.room(size - buffer.length(), atOnce));
    if (received == Inlet.NOTHING_YET) {
      return buffer.length() == 0 ? Arrival.QUIET : null;
    }
    return accept(received) && append(received) ? look() : end();
  }

  private Optional<FileRange> place(long size) {
    if (asked || size <= ReceiveBuffer.AT_ONCE || buffer.length() < HEAD) {
      return Optional.empty();
    }
    asked = true;
    return longFrames.place(buffer.bytes(), buffer.start(), size);
  }

  /** The end of a frame straight to its place; but for what came together with its head. */
  private boolean receive(FileRange place) {
    long early = buffer.length() - HEAD;
    place.copyFrom(buffer.bytes(), buffer.start() + HEAD, early);
    buffer.keep(HEAD);
    for (long done = early; done < place.length(); ) {
      int received = inlet.receive(place.from(done));
      if (!accept(received)) {
        return false;
      }
      takeDescriptors();
      done += Math.max(received, 0);
    }
    placed = place.length();
    return true;
  }

  private boolean accept(int received) {
    return received != Inlet.END_OF_STREAM && !inlet.descriptorsLost();
  }

  private boolean append(int received) {
    buffer.append(received);
    takeDescriptors();
    return true;
  }

  private void takeDescriptors() {
    List<Descriptor> descriptors = inlet.takeDescriptors();
    if (!descriptors.isEmpty()) {
      sets.add(buffer.inStream(lastStart()), descriptors);
    }
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
