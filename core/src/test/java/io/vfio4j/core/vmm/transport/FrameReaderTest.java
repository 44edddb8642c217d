package io.vfio4j.core.vmm.transport;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.core.linux.FileIo;
import io.vfio4j.core.linux.FileRange;
import io.vfio4j.core.linux.Memfd;
import io.vfio4j.core.linux.SharedFile;
import io.vfio4j.core.vmm.transport.FrameReader.Arrival;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  private static final int LONGEST = 32 + (1 << 20);

  /** A frame of a size, its body filled with its number. */
  private static byte[] frame(int number, int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) number);
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(4, size);
    return bytes;
  }

  private static byte[] stream(List<byte[]> frames) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    frames.forEach(stream::writeBytes);
    return stream.toByteArray();
  }

  private static byte[] bytes(Frame frame) {
    return frame.buffer().asSlice(frame.start(), frame.length()).toArray(JAVA_BYTE);
  }

  private static Arrival afterQuiet(FrameReader reader) {
    Arrival arrival = reader.next();
    while (arrival == Arrival.QUIET) {
      arrival = reader.next();
    }
    return arrival;
  }

  private static void assertFrames(List<byte[]> expected, Inlet inlet) {
    try (FrameReader reader = new FrameReader(inlet, LONGEST)) {
      for (byte[] frame : expected) {
        assertEquals(Arrival.FRAME, afterQuiet(reader));
        assertArrayEquals(frame, bytes(reader.frame()));
      }
      assertEquals(Arrival.END, afterQuiet(reader));
    }
  }

  @Test
  void findsFramesWhateverByteTheStreamIsCutAt() {
    List<byte[]> frames = List.of(frame(1, 16), frame(2, 33), frame(3, 48), frame(4, 17));
    byte[] stream = stream(frames);
    for (int first = 1; first < stream.length; first++) {
      for (int second = first + 1; second < stream.length; second++) {
        assertFrames(frames, new CutStream().cutAt(stream, first, second));
      }
    }
  }

  @Test
  void findsFramesThatArriveByteByByte() {
    List<byte[]> frames = List.of(frame(1, 16), frame(2, 100));
    byte[] stream = stream(frames);
    CutStream inlet = new CutStream();
    for (byte each : stream) {
      inlet.piece(new byte[] {each});
    }
    assertFrames(frames, inlet);
  }

  @Test
  void findsFramesOfAllSizesInRandomPieces() {
    Random random = new Random(7);
    for (int round = 0; round < 30; round++) {
      List<byte[]> frames = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int most = random.nextInt(8) == 0 ? 300_000 : 5_000;
        frames.add(frame(i, 16 + random.nextInt(most)));
      }
      frames.add(frame(99, LONGEST));
      byte[] stream = stream(frames);
      CutStream inlet = new CutStream();
      cut(inlet, stream, random);
      assertFrames(frames, inlet);
    }
  }

  @Test
  void longFramesEndWhereTheyBelongWhateverTheStreamWasCutInto() {
    Random random = new Random(8);
    try (SharedFile file = new SharedFile(Memfd.create("place", LONGEST))) {
      LongFrames everyOther =
          (bytes, start, size) ->
              size % 2 == 0
                  ? Optional.of(new FileRange(file, 5, size - FrameReader.HEAD))
                  : Optional.empty();
      for (int round = 0; round < 30; round++) {
        List<byte[]> frames = new ArrayList<>();
        CutStream inlet = new CutStream();
        for (int i = 0; i < 20; i++) {
          frames.add(frame(i, 16 + random.nextInt(random.nextBoolean() ? 5_000 : 300_000)));
        }
        cut(inlet, stream(frames), random);
        try (FrameReader reader = new FrameReader(inlet, LONGEST, everyOther)) {
          for (byte[] frame : frames) {
            assertEquals(Arrival.FRAME, afterQuiet(reader));
            assertArrayEquals(frame, whole(reader.frame(), file));
          }
          assertEquals(Arrival.END, afterQuiet(reader));
        }
      }
    }
  }

  private static void cut(CutStream inlet, byte[] stream, Random random) {
    for (int from = 0; from < stream.length; ) {
      int most = random.nextBoolean() ? 40 : 90_000;
      int to = Math.min(stream.length, from + 1 + random.nextInt(most));
      inlet.piece(Arrays.copyOfRange(stream, from, to));
      if (random.nextInt(4) == 0) {
        inlet.nothing();
      }
      from = to;
    }
  }

  private static byte[] whole(Frame frame, SharedFile file) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment whole = arena.allocate(frame.length());
      long head = frame.length() - frame.placed();
      MemorySegment.copy(frame.buffer(), frame.start(), whole, 0, head);
      FileIo.pread(file.descriptor(), 5, whole.asSlice(head));
      return whole.toArray(JAVA_BYTE);
    }
  }

  @Test
  void isQuietWhereNoPartOfAFrameIsHereAndNowhereElse() {
    byte[] one = frame(1, 40);
    byte[] both = stream(List.of(one, frame(2, 40)));
    for (int cut = 1; cut < both.length; cut++) {
      CutStream inlet =
          new CutStream()
              .nothing()
              .piece(Arrays.copyOf(both, cut))
              .nothing()
              .piece(Arrays.copyOfRange(both, cut, both.length));
      try (FrameReader reader = new FrameReader(inlet, LONGEST)) {
        assertEquals(Arrival.QUIET, reader.next());
        assertEquals(Arrival.FRAME, reader.next());
        assertArrayEquals(one, bytes(reader.frame()));
        assertEquals(cut == one.length ? Arrival.QUIET : Arrival.FRAME, reader.next());
      }
    }
  }

  @Test
  void endsQuietlyInTheMiddleOfAFrame() {
    byte[] whole = frame(1, 40);
    for (int length = 0; length < whole.length; length++) {
      CutStream inlet = new CutStream();
      if (length > 0) {
        inlet.piece(Arrays.copyOf(whole, length));
      }
      assertFrames(List.of(), inlet);
    }
  }

  @Test
  void givesUpAtALengthShorterThanAHeader() {
    for (int size = 0; size < 16; size++) {
      byte[] bytes = frame(1, 16);
      ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(4, size);
      try (FrameReader reader = new FrameReader(new CutStream().piece(bytes), LONGEST)) {
        assertEquals(Arrival.BROKEN, reader.next());
      }
    }
  }

  @Test
  void showsTheHeaderAloneOfAFrameThatIsTooLong() {
    for (int size : new int[] {LONGEST + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
      byte[] bytes = frame(9, 64);
      ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).putInt(4, size);
      try (FrameReader reader = new FrameReader(new CutStream().piece(bytes), LONGEST)) {
        assertEquals(Arrival.TOO_LONG, reader.next());
        assertEquals(16, reader.frame().length());
      }
    }
  }

  @Test
  void givesDescriptorsToTheLastFrameThatBeginsInAReceive() {
    byte[] first = frame(1, 48);
    byte[] second = frame(2, 48);
    byte[] third = frame(3, 48);
    byte[] stream = stream(List.of(first, second, third));
    for (int end = 49; end <= 96; end++) {
      Descriptor descriptor = EventFd.create().descriptor();
      byte[] glued = Arrays.copyOf(stream, end);
      byte[] rest = Arrays.copyOfRange(stream, end, stream.length);
      CutStream inlet = new CutStream().piece(glued, descriptor).piece(rest);
      assertEquals(List.of(List.of(), List.of(descriptor), List.of()), owners(inlet, 3));
      descriptor.close();
    }
  }

  @Test
  void givesEachOfTwoPipelinedFramesItsOwnDescriptors() {
    Descriptor one = EventFd.create().descriptor();
    Descriptor two = EventFd.create().descriptor();
    byte[] first = frame(1, 48);
    byte[] second = frame(2, 48);
    byte[] both = stream(List.of(first, second));
    for (int cut = 1; cut < 48; cut++) {
      CutStream inlet =
          new CutStream()
              .piece(Arrays.copyOf(both, cut), one)
              .piece(Arrays.copyOfRange(both, cut, 50), two)
              .piece(Arrays.copyOfRange(both, 50, 96));
      assertEquals(List.of(List.of(one), List.of(two)), owners(inlet, 2));
    }
    one.close();
    two.close();
  }

  private static List<List<Descriptor>> owners(Inlet inlet, int frames) {
    List<List<Descriptor>> owners = new ArrayList<>();
    try (FrameReader reader = new FrameReader(inlet, LONGEST)) {
      for (int i = 0; i < frames; i++) {
        assertEquals(Arrival.FRAME, reader.next());
        owners.add(reader.frame().takeDescriptors());
      }
    }
    return owners;
  }

  @Test
  void closesWhatAFrameBringsAndNobodyTakes() {
    Descriptor descriptor = EventFd.create().descriptor();
    CutStream inlet = new CutStream().piece(frame(1, 16), descriptor).piece(frame(2, 16));
    try (FrameReader reader = new FrameReader(inlet, LONGEST)) {
      reader.next();
      assertFalse(descriptor.isClosed());
      reader.next();
      assertTrue(descriptor.isClosed());
    }
  }

  @Test
  void closesAFurtherSetOfTheSameFrame() {
    Descriptor one = EventFd.create().descriptor();
    Descriptor two = EventFd.create().descriptor();
    byte[] whole = frame(1, 48);
    CutStream inlet =
        new CutStream()
            .piece(Arrays.copyOf(whole, 20), one)
            .piece(Arrays.copyOfRange(whole, 20, 30), two)
            .piece(Arrays.copyOfRange(whole, 30, 48));
    try (FrameReader reader = new FrameReader(inlet, LONGEST)) {
      reader.next();
      assertTrue(two.isClosed());
      assertEquals(List.of(one), reader.frame().descriptors());
    }
    assertTrue(one.isClosed());
  }

  @Test
  void closesDescriptorsOfAFrameThatNeverEnds() {
    Descriptor descriptor = EventFd.create().descriptor();
    CutStream inlet = new CutStream().piece(Arrays.copyOf(frame(1, 48), 20), descriptor);
    try (FrameReader reader = new FrameReader(inlet, LONGEST)) {
      assertEquals(Arrival.END, reader.next());
    }
    assertTrue(descriptor.isClosed());
  }

  @Test
  void givesUpWhenDescriptorsWereLost() {
    CutStream inlet = new CutStream().piece(frame(1, 48)).loseDescriptors();
    try (FrameReader reader = new FrameReader(inlet, LONGEST)) {
      assertEquals(Arrival.BROKEN, reader.next());
    }
  }
}
