package io.vfio4j.e2e;

import io.vfio4j.core.linux.EventFd;
import io.vfio4j.testkit.client.ClientOptions;
import io.vfio4j.testkit.client.VfioUserClient;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A client of an edu card that an agent serves: its registers, and its interrupts as they arrive.
 */
final class EduCard implements AutoCloseable {
  static final int INTX = 0;
  static final int MSI = 1;

  static final int IDENTIFICATION = 0x00;
  static final int LIVE_CHECK = 0x04;
  static final int FACTORIAL = 0x08;
  static final int STATUS = 0x20;
  static final int INTERRUPT_STATUS = 0x24;
  static final int RAISE = 0x60;
  static final int ACKNOWLEDGE = 0x64;

  private static final int BAR = 0;
  private static final int CONFIG = 7;
  private static final int COMMAND = 0x4;
  private static final int MEMORY_AND_MASTER = 0x6;

  /** Without KVM the first answer takes an agent a while. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final VfioUserClient client;
  private final EventFd eventFd = EventFd.create();

  private EduCard(VfioUserClient client) {
    this.client = client;
  }

  static EduCard at(Path socket) {
    ClientOptions options = ClientOptions.qemu().withTimeout(PATIENCE);
    EduCard card = new EduCard(VfioUserClient.connect(socket, options));
    card.client.writeRegister(CONFIG, COMMAND, Short.BYTES, MEMORY_AND_MASTER);
    return card;
  }

  VfioUserClient client() {
    return client;
  }

  long read(int register) {
    return client.readRegister(BAR, register, Integer.BYTES);
  }

  void write(int register, long value) {
    client.writeRegister(BAR, register, Integer.BYTES, value);
  }

  void writeLong(int register, long value) {
    client.writeRegister(BAR, register, Long.BYTES, value);
  }

  void interruptsBy(int index) {
    client.irqs().eventFds(index, 0, eventFd);
  }

  void noInterruptsBy(int index) {
    client.irqs().off(index);
  }

  /** How many interrupts came until the first has come; 0 if none does. */
  long interrupts() throws InterruptedException {
    long count = eventFd.drain();
    for (int left = 1000; count == 0 && left > 0; left--) {
      Thread.sleep(10);
      count = eventFd.drain();
    }
    return count;
  }

  @Override
  public void close() {
    client.close();
    eventFd.close();
  }
}
