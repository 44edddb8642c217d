package io.vfio4j.e2e;

import java.io.IOException;

/**
 * MSI with 64-bit addresses as a driver uses it (PCI Express Base Specification, 7.7.1): all
 * vectors share an address, the low bits of the data tell them apart.
 *
 * <pre>
 *   +2 message control   +4 address   +12 data   +16 mask bits
 * </pre>
 */
record Msi(PciFunction function, QTest qtest, int capability) {

  private static final long INBOX = Machine.RAM + 0x2000;
  private static final int ENABLE = 1;
  private static final int DATA = 0x4a00;

  static Msi of(Exerciser device) throws IOException {
    int capability = device.function().capability(PciFunction.MSI);
    return new Msi(device.function(), device.qtest(), capability);
  }

  int vectors() throws IOException {
    return 1 << (function.config(2, capability + 2) >> 1 & 7);
  }

  /** Switches on as many vectors as two to this power. */
  void enable(int power) throws IOException {
    qtest.write(4, INBOX, 0);
    function.config(4, capability + 4, INBOX);
    function.config(4, capability + 8, 0);
    function.config(2, capability + 12, DATA);
    function.config(2, capability + 2, (long) power << 4 | ENABLE);
  }

  void disable() throws IOException {
    function.config(2, capability + 2, 0);
  }

  void awaitArrival(int vector) throws Exception {
    Await.that("message of vector " + vector, DATA + vector, () -> qtest.read(4, INBOX));
    qtest.write(4, INBOX, 0);
  }
}
