package io.vfio4j.core.vmm.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.vmm.protocol.Command;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Long accesses to memory, which the kernel carries out between the device's file and the socket.
 */
@Timeout(60)
class DirectMemoryTest {
  private static final int LONG = 300_000;
  private static final int ODD = 777;

  @TempDir Path directory;
  private final byte[] data = new byte[LONG];
  private Served served;
  private RawClient client;

  @BeforeEach
  void connect() {
    new Random(1).nextBytes(data);
    served = new Served(directory);
    client = served.negotiated();
  }

  @AfterEach
  void stop() {
    client.close();
    served.close();
  }

  private byte[] read(int region, long offset, int count) {
    byte[] reply =
        client.done(Command.REGION_READ, Messages.regionRead(region, offset, count)).array();
    return Arrays.copyOfRange(reply, 16, reply.length);
  }

  private void write(int region, long offset, byte[] bytes) {
    client.done(Command.REGION_WRITE, Messages.regionWrite(region, offset, bytes));
  }

  @Test
  void theDeviceIsNotAskedToMoveThem() {
    write(2, ODD, data);
    assertArrayEquals(data, read(2, ODD, LONG));
    assertEquals(0, served.device.transfers);
    byte[] start = Arrays.copyOf(data, 16);
    assertArrayEquals(start, read(2, ODD, 16));
    assertEquals(1, served.device.transfers);
  }

  @Test
  void aReadWhereNothingWasWrittenGoesThroughItAsAMappingWouldFill() {
    write(2, 0, data);
    assertArrayEquals(new byte[LONG], read(2, 1 << 19, LONG));
    assertEquals(1, served.device.transfers);
  }

  @Test
  void postedOnesAreDoneInTheirTurn() {
    for (int i = 0; i < 5; i++) {
      byte[] bytes = new byte[LONG];
      Arrays.fill(bytes, (byte) i);
      client.send(
          Messages.message(
              i, Command.REGION_WRITE, Messages.NO_REPLY, Messages.regionWrite(2, 0, bytes)));
      client.send(
          Messages.message(
              i, Command.REGION_WRITE, Messages.NO_REPLY, Messages.regionWrite(2, i, data(1))));
    }
    assertArrayEquals(new byte[] {4, 4, 4, 4, data[0], 4}, read(2, 0, 6));
  }

  private byte[] data(int count) {
    return Arrays.copyOf(data, count);
  }

  @Test
  void whatADeviceDoesNotAllowNowGoesThroughIt() {
    write(2, 0, data);
    served.device.memoryOff = true;
    byte[] ones = new byte[LONG];
    Arrays.fill(ones, (byte) -1);
    assertArrayEquals(ones, read(2, 0, LONG));
    write(2, 0, ones);
    served.device.memoryOff = false;
    assertArrayEquals(data, read(2, 0, LONG));
  }

  @Test
  void whatWasTakenBackFromThoseWhoHaveMappedItGoesThroughIt() {
    served.device.mappings.guard(() -> {
      throw VfioException.refused(Errno.EFAULT, "in low power");
    });
    write(2, 0, data);
    assertArrayEquals(data, read(2, 0, LONG));
    assertEquals(2, served.device.transfers);
    served.device.mappings.guard(() -> {});
    assertArrayEquals(data, read(2, 0, LONG));
    assertEquals(2, served.device.transfers);
  }

  @Test
  void anAnswerOfAnotherLengthIsNotTaken() {
    served.device.told = -4;
    write(2, 0, data);
    assertArrayEquals(data, read(2, 0, LONG));
    assertEquals(2, served.device.transfers);
  }

  @Test
  void outsideTheRegionItIsAnError() {
    byte[] write = Messages.regionWrite(2, FakeDevice.SPARSE - ODD, data);
    assertTrue(client.refused(Command.REGION_WRITE, write) > 0);
    byte[] read = Messages.regionRead(2, FakeDevice.SPARSE - ODD, LONG);
    assertTrue(client.refused(Command.REGION_READ, read) > 0);
    assertArrayEquals(new byte[ODD], read(2, FakeDevice.SPARSE - ODD, ODD));
  }

  @Test
  void aPluginThatFailsWhenAskedIsAnErrno() {
    served.device.failure = new IllegalStateException("a plugin's fault");
    assertTrue(client.refused(Command.REGION_WRITE, Messages.regionWrite(2, 0, data)) > 0);
    assertTrue(client.refused(Command.REGION_READ, Messages.regionRead(2, 0, LONG)) > 0);
    served.device.failure = null;
    assertEquals(0, read(2, 0, 1)[0]);
  }

  @Test
  void aClientThatGoesInTheMiddleOfOneMakesRoomForTheNext() {
    byte[] message = Messages.message(1, Command.REGION_WRITE, 0, Messages.regionWrite(2, 0, data));
    client.send(Arrays.copyOf(message, message.length / 2));
    client.close();
    client = served.negotiated();
    write(2, 0, data);
    assertArrayEquals(data, read(2, 0, LONG));
  }
}
