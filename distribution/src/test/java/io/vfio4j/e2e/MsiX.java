package io.vfio4j.e2e;

import java.io.IOException;

/**
 * MSI-X as a driver uses it (PCI Express Base Specification, 7.7.2).
 *
 * <pre>
 *   capability   +2  message control: 15 enable, 14 mask all, 10..0 vectors - 1
 *   table entry  +0  address   +8 data   +12 vector control: 0 masked
 * </pre>
 *
 * Messages are addressed to plain memory, where an arrival can be read.
 */
record MsiX(PciFunction function, QTest qtest, long table, int capability) {

  private static final long ENTRY = 16;
  private static final int PENDING = 0x800;
  private static final int ENABLE = 0x8000;
  private static final long INBOX = Machine.RAM + 0x1000;

  static MsiX of(Exerciser device) throws IOException {
    int capability = device.function().capability(PciFunction.MSIX);
    return new MsiX(device.function(), device.qtest(), Exerciser.MSIX_TABLE, capability);
  }

  int vectors() throws IOException {
    return (int) (function.config(2, capability + 2) & 0x7ff) + 1;
  }

  void enable(boolean on) throws IOException {
    function.config(2, capability + 2, on ? ENABLE : 0);
  }

  /** Gives a vector an address and data; it stays masked. */
  void route(int vector) throws IOException {
    long entry = table + ENTRY * vector;
    qtest.write(4, inbox(vector), 0);
    qtest.write(4, entry, inbox(vector));
    qtest.write(4, entry + 4, 0);
    qtest.write(4, entry + 8, message(vector));
  }

  void mask(int vector, boolean masked) throws IOException {
    qtest.write(4, table + ENTRY * vector + 12, masked ? 1 : 0);
  }

  boolean pending(int vector) throws IOException {
    return (qtest.read(4, table + PENDING) >> vector & 1) != 0;
  }

  boolean arrived(int vector) throws IOException {
    return qtest.read(4, inbox(vector)) == message(vector);
  }

  void awaitArrival(int vector) throws Exception {
    Await.that("message of vector " + vector, message(vector), () -> qtest.read(4, inbox(vector)));
    qtest.write(4, inbox(vector), 0);
  }

  private static long inbox(int vector) {
    return INBOX + 4L * vector;
  }

  private static long message(int vector) {
    return 0x5a00L + vector;
  }
}
