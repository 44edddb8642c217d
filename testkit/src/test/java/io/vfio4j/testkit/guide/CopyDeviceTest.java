package io.vfio4j.testkit.guide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.SimulatedServer;
import io.vfio4j.testkit.client.GuestRam;
import io.vfio4j.testkit.client.InterruptLine;
import io.vfio4j.testkit.client.VfioUserClient;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The variant does what the page says that it does. */
class CopyDeviceTest {
  private static final Duration GUARD = Duration.ofSeconds(10);
  private static final byte[] BYTES = {3, 1, 4, 1, 5, 9};
  private static final long IOVA = 0x8000_0000L;

  private final SimulatedServer server = SimulatedServer.start("gh200-96g", new CopyDriver());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void itCopiesGuestMemoryAndInterrupts() {
    try (VfioUserClient client = server.connect();
        GuestRam ram = GuestRam.ofSize(0x2000);
        InterruptLine done = new InterruptLine()) {
      client.writeRegister(RegionIndex.CONFIG, 4, 2, 6);
      client.irqs().eventFds(IrqIndex.MSI, 0, done.eventFd());
      client.dma().map(IOVA, ram);
      ram.memory().asSlice(0x10, BYTES.length).copyFrom(MemorySegment.ofArray(BYTES));
      client.writeRegister(RegionIndex.BAR0, CopyDevice.FROM, 8, IOVA + 0x10);
      client.writeRegister(RegionIndex.BAR0, CopyDevice.TO, 8, IOVA + 0x1000);

      client.writeRegister(RegionIndex.BAR0, CopyDevice.START, 4, BYTES.length);

      assertTrue(done.await(GUARD));
      assertEquals(CopyDevice.DONE, client.readRegister(RegionIndex.BAR0, CopyDevice.STATUS, 4));
      byte[] copied = ram.memory().asSlice(0x1000, BYTES.length).toArray(ValueLayout.JAVA_BYTE);
      assertArrayEquals(BYTES, copied);
    }
  }
}
