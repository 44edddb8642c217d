package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The GH200's BARs, through QEMU and without a guest. */
@Timeout(60)
class GpuIT {

  static final long USEMEM_BAR = 0x40_0000_0000L;
  static final long RESMEM_BAR = 0x20_0000_0000L;
  static final long USEMEM_SIZE = 0x17_c000_0000L;
  static final long USEMEM_BAR_SIZE = 128L << 30;

  private Agent agent;
  private Machine machine;

  @BeforeEach
  void attach() throws Exception {
    agent = Agent.serve();
    machine = Machine.start(agent.socket(ServedFunctions.gpu()));
  }

  @AfterEach
  void detach() throws Exception {
    machine.close();
    agent.close();
  }

  @Test
  void itsBarsAreThoseOfAGh200() throws Exception {
    PciFunction gpu = machine.function();
    assertEquals(0x234210de, gpu.config(4, 0));
    assertEquals(0x0302, gpu.config(2, 0xa), "3D controller");
    assertEquals(16L << 20, gpu.barSize(0));
    assertEquals(1L << 30, gpu.barSize(2));
    assertEquals(USEMEM_BAR_SIZE, gpu.barSize(4));
    assertEquals(0xc, gpu.barType(2), "64 bits, prefetchable");
    assertEquals(0xc, gpu.barType(4), "64 bits, prefetchable");
  }

  @Test
  void usememinItsBarIsMemoryAndBeyondItAreOnes() throws Exception {
    place();
    QTest qtest = machine.qtest();
    for (long offset : new long[] {0, USEMEM_SIZE / 2, USEMEM_SIZE - 8}) {
      qtest.write(8, USEMEM_BAR + offset, 0x1000 + offset);
      assertEquals(0x1000 + offset, qtest.read(8, USEMEM_BAR + offset));
    }
    for (long offset : new long[] {USEMEM_SIZE, USEMEM_BAR_SIZE - 8}) {
      qtest.write(8, USEMEM_BAR + offset, 0);
      assertEquals(-1, qtest.read(8, USEMEM_BAR + offset));
    }
    qtest.write(8, RESMEM_BAR, 0x2000);
    assertEquals(0x2000, qtest.read(8, RESMEM_BAR));
    assertEquals(0x1000, qtest.read(8, USEMEM_BAR), "the two are apart");
  }

  @Test
  void itsMemoryOutlivesAReset() throws Exception {
    place();
    machine.qtest().write(8, USEMEM_BAR + 0x1000, 0xabcd);
    machine.reset();
    assertEquals(0, machine.function().bar(4));
    place();
    assertEquals(0xabcd, machine.qtest().read(8, USEMEM_BAR + 0x1000));
  }

  private void place() throws Exception {
    machine.function().place(2, RESMEM_BAR);
    machine.function().place(4, USEMEM_BAR);
    machine.function().enable();
  }
}
