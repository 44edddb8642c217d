package io.vfio4j.core.vmm.session;

import static io.vfio4j.core.vmm.session.Messages.QEMU_CAPABILITIES;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.vmm.protocol.Command;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DeviceServerTest {
  @TempDir Path directory;
  private Served served;

  @BeforeEach
  void serve() {
    served = new Served(directory);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void answersQemusVersionWithinTheLengthOfItsRequest() {
    byte[] request = Messages.version(0, 0, QEMU_CAPABILITIES);
    assertEquals(214, 16 + request.length);
    try (RawClient client = served.connect()) {
      RawClient.Message reply = client.ask(Command.VERSION, request);
      assertEquals(Messages.REPLY, reply.flags());
      assertTrue(16 + reply.payload().length <= 214);
      assertEquals(0, reply.payload()[reply.payload().length - 1]);
    }
  }

  @Test
  void readsBackWhatWasWritten() {
    try (RawClient client = served.negotiated()) {
      client.done(Command.REGION_WRITE, Messages.regionWrite(0, 0x10, new byte[] {1, 2, 3, 4}));
      ByteBuffer read = client.done(Command.REGION_READ, Messages.regionRead(0, 0x10, 4));
      assertArrayEquals(Bytes.bytes().u64(0x10).u32(0, 4).u8(1, 2, 3, 4).array(), Bytes.of(read));
    }
  }

  @Test
  void servesTheNextClientWithTheDeviceAsItWasLeft() {
    try (RawClient client = served.negotiated()) {
      client.done(Command.REGION_WRITE, Messages.regionWrite(2, 0x1000, (byte) 0x5a));
    }
    try (RawClient client = served.negotiated()) {
      ByteBuffer read = client.done(Command.REGION_READ, Messages.regionRead(2, 0x1000, 1));
      assertEquals(0x5a, read.get(16));
      assertEquals(2, served.device.opened);
      assertEquals(1, served.device.closed);
    }
  }
}
