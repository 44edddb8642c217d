package io.vfio4j.e2e;

import java.io.IOException;

/**
 * The plain function of the simulated host, driven through its registers in BAR 0. BAR 2 is its
 * memory, BAR 4 holds its MSI-X table.
 */
record Exerciser(QTest qtest, PciFunction function) {

  static final long REGISTERS = 0xc000_0000L;
  static final long MEMORY = 0xd000_0000L;
  static final long MSIX_TABLE = 0xc001_0000L;
  static final int MEMORY_SIZE = 1 << 20;

  static final int ID = 0x00;
  static final int SCRATCH = 0x10;
  static final int RAISE = 0x20;
  static final int ACKNOWLEDGE = 0x24;
  static final int DMA_ADDRESS = 0x40;
  static final int DMA_OFFSET = 0x48;
  static final int DMA_LENGTH = 0x4c;
  static final int DMA_COMMAND = 0x50;
  static final int DMA_STATUS = 0x54;

  static final int FROM_GUEST = 1;
  static final int TO_GUEST = 2;
  static final int THEN_INTERRUPT = 0x100;

  static final int DONE = 2;
  static final int FAILED = 3;

  /** Places its BARs and switches it on. */
  static Exerciser on(Machine machine) throws IOException {
    machine.function().place(2, MEMORY);
    return withoutMemory(machine);
  }

  /** The same for a function that has its registers alone. */
  static Exerciser withoutMemory(Machine machine) throws IOException {
    PciFunction function = machine.function();
    function.place(0, REGISTERS);
    function.place(4, MSIX_TABLE);
    function.enable();
    return new Exerciser(machine.qtest(), function);
  }

  long register(int width, int offset) throws IOException {
    return qtest.read(width, REGISTERS + offset);
  }

  void register(int width, int offset, long value) throws IOException {
    qtest.write(width, REGISTERS + offset, value);
  }

  void raise(int vector) throws IOException {
    register(4, RAISE, vector);
  }

  void startDma(int command, long address, int offset, int length) throws IOException {
    register(4, DMA_ADDRESS, address & 0xffff_ffffL);
    register(4, DMA_ADDRESS + 4, address >>> 32);
    register(4, DMA_OFFSET, offset);
    register(4, DMA_LENGTH, length);
    register(4, DMA_COMMAND, command);
  }

  void awaitDma(int status) throws Exception {
    Await.that("status of the transfer", status, () -> register(4, DMA_STATUS));
  }
}
