package io.vfio4j.core.vmm.session;

import static io.vfio4j.core.vmm.session.Bytes.bytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.vmm.protocol.Command;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RegionAccessTest {
  @TempDir Path directory;
  private Served served;
  private RawClient client;

  @BeforeEach
  void connect() {
    served = new Served(directory);
    client = served.negotiated();
  }

  @AfterEach
  void stop() {
    client.close();
    served.close();
  }

  private byte[] read(int region, long offset, int count) {
    ByteBuffer reply = client.done(Command.REGION_READ, Messages.regionRead(region, offset, count));
    assertEquals(offset, reply.getLong(0));
    assertEquals(region, reply.getInt(8));
    assertEquals(count, reply.getInt(12));
    return Arrays.copyOfRange(Bytes.of(reply), 16, reply.capacity());
  }

  private void write(int region, long offset, byte... data) {
    byte[] request = Messages.regionWrite(region, offset, data);
    byte[] reply = client.done(Command.REGION_WRITE, request).array();
    assertArrayEquals(Arrays.copyOf(request, 16), reply);
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8, 9, 4096, 65536, 300_000, 1 << 20})
  void movesAnyNumberOfBytes(int count) {
    byte[] data = random(count);
    write(2, 0, data);
    assertArrayEquals(data, read(2, 0, count));
  }

  @Test
  void aReadOfNothingSucceeds() {
    assertEquals(0, read(0, 8, 0).length);
    write(0, 8);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 7})
  void goesOnWhereADeviceStoppedShort(long mostAtOnce) {
    served.device.mostAtOnce = mostAtOnce;
    byte[] data = random(64);
    write(7, 0x100, data);
    assertArrayEquals(data, read(7, 0x100, 64));
  }

  @Test
  void aDeviceThatMovesNothingIsAnError() {
    served.device.mostAtOnce = 0;
    assertEquals(
        Errno.EINVAL.number(), client.refused(Command.REGION_READ, Messages.regionRead(0, 0, 4)));
    assertEquals(
        Errno.EINVAL.number(),
        client.refused(Command.REGION_WRITE, Messages.regionWrite(0, 0, (byte) 1)));
  }

  @Test
  void aBarReadsAllOnesAndDropsWritesWhileMemorySpaceIsOff() {
    write(0, 0, (byte) 0x11, (byte) 0x22);
    served.device.memoryOff = true;
    assertArrayEquals(new byte[] {-1, -1, -1, -1}, read(0, 0, 4));
    write(0, 0, (byte) 0x33, (byte) 0x44);
    served.device.memoryOff = false;
    assertArrayEquals(new byte[] {0x11, 0x22}, read(0, 0, 2));
  }

  @ParameterizedTest
  @EnumSource(names = {"ETIME", "ENODEV"})
  void soDoesABarOfHardwareThatDoesNotAnswer(Errno errno) {
    served.device.transferFailure = VfioException.refused(errno, "gone");
    assertArrayEquals(new byte[] {-1, -1, -1, -1}, read(0, 0, 4));
    write(0, 0, (byte) 0x33);
  }

  @Test
  void whatIsToBeTriedAgainIsAnErrorSoThatItCanBe() {
    served.device.transferFailure = VfioException.refused(Errno.EAGAIN, "not ready yet");
    byte[] read = Messages.regionRead(0, 0, 4);
    assertEquals(Errno.EAGAIN.number(), client.refused(Command.REGION_READ, read));
  }

  @Test
  void theRomDropsWrites() {
    write(6, 0, (byte) 1, (byte) 2);
    assertArrayEquals(new byte[] {0, 0}, read(6, 0, 2));
  }

  @Test
  void behindItsConfigSpaceAFunctionReadsAllOnes() {
    served.device.configSize = 256;
    assertArrayEquals(new byte[] {-1, -1, -1, -1}, read(7, 256, 4));
    write(7, 4092, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
    for (long offset : new long[] {254, 4094, 4096}) {
      byte[] read = Messages.regionRead(7, offset, 4);
      assertEquals(Errno.EFAULT.number(), client.refused(Command.REGION_READ, read));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void outsideABarItIsAnErrorAndNothingIsDone(boolean memoryOff) {
    served.device.memoryOff = memoryOff;
    assertRefused(0, 4094);
    assertRefused(0, 4096);
    assertRefused(1, 0);
    assertEquals(0, served.device.transfers);
  }

  private void assertRefused(int region, long offset) {
    byte[] read = Messages.regionRead(region, offset, 4);
    byte[] write = Messages.regionWrite(region, offset, new byte[] {1, 2, 3, 4});
    assertEquals(Errno.EINVAL.number(), client.refused(Command.REGION_READ, read));
    assertEquals(Errno.EINVAL.number(), client.refused(Command.REGION_WRITE, write));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(VfioException.refused(Errno.EFAULT, "no such register"), Errno.EFAULT),
        arguments(new IllegalStateException("a plugin's fault"), Errno.EIO),
        arguments(new StackOverflowError(), Errno.EIO),
        arguments(new OutOfMemoryError("made up"), Errno.EIO),
        arguments(new InternalError("made up"), Errno.EIO),
        arguments(new NoClassDefFoundError("made up"), Errno.EIO));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whateverTheDeviceThrowsIsAnErrno(Throwable failure, Errno errno) {
    served.device.failure = failure;
    byte[] read = Messages.regionRead(7, 0, 4);
    assertEquals(errno.number(), client.refused(Command.REGION_READ, read));
    assertEquals(errno.number(), client.refused(Command.DEVICE_RESET, new byte[0]));
    served.device.failure = null;
    client.done(Command.REGION_READ, read);
  }

  @Test
  void postedWritesAreDoneInOrderAndNotAnswered() {
    for (int i = 0; i < 1000; i++) {
      byte[] write = Messages.regionWrite(0, 0x20, (byte) i, (byte) (i >> 8));
      client.send(Messages.message(i, Command.REGION_WRITE, Messages.NO_REPLY, write));
    }
    assertArrayEquals(new byte[] {(byte) 999, 999 >> 8}, read(0, 0x20, 2));
  }

  @Test
  void severalWritesInOneMessageAreDoneInOrder() {
    byte[] writes =
        bytes()
            .u64(3)
            .u64(0x10)
            .u32(0, 4)
            .u64(0x04030201)
            .u64(0x12)
            .u32(0, 1)
            .u64(0x99)
            .u64(0x18)
            .u32(7, 8)
            .u64(5)
            .array();
    assertEquals(3, client.done(Command.REGION_WRITE_MULTI, writes).getLong(0));
    assertArrayEquals(new byte[] {1, 2, (byte) 0x99, 4}, read(0, 0x10, 4));
    assertArrayEquals(new byte[] {5, 0, 0, 0, 0, 0, 0, 0}, read(7, 0x18, 8));
  }

  @Test
  void severalWritesEndAtTheFirstThatFails() {
    byte[] writes =
        bytes()
            .u64(3)
            .u64(0x10)
            .u32(0, 4)
            .u64(1)
            .u64(0x14)
            .u32(0, 9)
            .u64(2)
            .u64(0x18)
            .u32(0, 4)
            .u64(3)
            .array();
    assertEquals(1, client.done(Command.REGION_WRITE_MULTI, writes).getLong(0));
    assertArrayEquals(new byte[] {0, 0, 0, 0}, read(0, 0x18, 4));
  }

  @Test
  void resetIsAnsweredWhenItIsDone() {
    write(0, 0, (byte) 1);
    assertEquals(0, client.done(Command.DEVICE_RESET, new byte[0]).remaining());
    assertEquals(1, served.device.resets);
    assertEquals(0, read(0, 0, 1)[0]);
  }

  @Test
  void featuresAreAnsweredWithDataOrTheRequest() {
    byte[] get = Messages.feature(64, 0x1000a);
    assertArrayEquals(
        bytes().u32(12, 0x1000a).u8(1, 2, 3, 4).array(),
        client.done(Command.DEVICE_FEATURE, get).array());
    byte[] set = Messages.feature(64, 0x2000a, (byte) 9);
    assertArrayEquals(set, client.done(Command.DEVICE_FEATURE, set).array());
    byte[] probe = Messages.feature(8, 0x5000a);
    assertArrayEquals(probe, client.done(Command.DEVICE_FEATURE, probe).array());
  }

  @Test
  void featuresThatAreNotThereOrDoNotFitAreRefused() {
    assertEquals(
        Errno.ENOTTY.number(),
        client.refused(Command.DEVICE_FEATURE, Messages.feature(64, 0x10001)));
    assertEquals(
        Errno.EINVAL.number(),
        client.refused(Command.DEVICE_FEATURE, Messages.feature(11, 0x1000a)));
  }

  @Test
  void aDeviceThatCannotBeOpenedEndsTheConnectionWithItsErrno() {
    client.leave();
    served.device.failure = new VfioException(Errno.EBUSY, "in use");
    try (RawClient next = served.connect()) {
      assertEquals(Errno.EBUSY.number(), next.refused(Command.VERSION, Messages.qemuVersion()));
      next.assertClosed();
    }
    served.device.failure = null;
    served.negotiated().close();
    Waiting.until(() -> served.device.closed == 2);
    assertEquals(2, served.device.opened);
  }
}
