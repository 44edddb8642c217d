package io.vfio4j.core.vmm.session;

import static io.vfio4j.core.vmm.session.Bytes.bytes;

import io.vfio4j.core.vmm.protocol.Command;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Messages that are right, nearly right, or nothing at all, in an order that a seed decides. */
final class RandomMessages {
  /** Of the request that asks whether everything before it was done; no other has it. */
  static final int MARK = 0xffff;

  private static final int REPLY = 1;
  private static final int NO_REPLY = 0x10;

  private final Random random;

  RandomMessages(long seed) {
    random = new Random(seed);
  }

  /**
   * A message with a header that fits it.
   *
   * @param answered whether a server has to reply to it
   */
  record Message(byte[] bytes, boolean answered) {}

  Message next() {
    int command = random.nextInt(21);
    byte[] payload =
        switch (random.nextInt(4)) {
          case 0 -> noise(random.nextInt(120));
          case 1 -> valid(command);
          default -> mutated(valid(command));
        };
    int flags = flags();
    byte[] message = Messages.message(random.nextInt(MARK), command, flags, payload);
    return new Message(message, (flags & NO_REPLY) == 0 && (flags & 0xf) != REPLY);
  }

  private int flags() {
    return switch (random.nextInt(16)) {
      case 0 -> random.nextInt(64);
      case 1, 2 -> NO_REPLY;
      default -> Messages.REQUEST;
    };
  }

  private byte[] noise(int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] valid(int command) {
    long page = (random.nextInt(64) + 1L) * 4096;
    int register = random.nextInt(64);
    int region = 2 * random.nextInt(4);
    return switch (command) {
      case Command.VERSION -> Messages.qemuVersion();
      case Command.DMA_MAP -> Messages.dmaMap(1 + random.nextInt(3), 0, page, 4096);
      case Command.DMA_UNMAP -> Messages.dmaUnmap(0, page, 4096);
      case Command.DEVICE_GET_INFO -> Messages.getInfo();
      case Command.DEVICE_GET_REGION_INFO -> Messages.regionInfo(80, random.nextInt(10));
      case Command.DEVICE_GET_REGION_IO_FDS -> Messages.regionIoFds(16, 0, random.nextInt(9), 0);
      case Command.DEVICE_GET_IRQ_INFO -> Messages.irqInfo(random.nextInt(6));
      case Command.DEVICE_SET_IRQS -> setIrqs();
      case Command.REGION_READ -> Messages.regionRead(region, register, 4);
      case Command.REGION_WRITE -> Messages.regionWrite(region, register, noise(8));
      case Command.REGION_WRITE_MULTI ->
          bytes().u64(2).u64(register).u32(0, 4).u64(1).u64(0).u32(7, 8).u64(2).array();
      case Command.DEVICE_FEATURE -> Messages.feature(64, 0x1000aL << random.nextInt(3));
      default -> noise(random.nextInt(16));
    };
  }

  private byte[] setIrqs() {
    int action = 8 << random.nextInt(3);
    int start = random.nextInt(8);
    return switch (random.nextInt(4)) {
      case 0 -> Messages.setIrqBools(action, 2, start, 1, 0, 1);
      case 1 -> Messages.setIrqs(0x21, random.nextInt(5), 0, 0);
      default -> Messages.setIrqs(4 | action, random.nextInt(3), start, 1);
    };
  }

  private byte[] mutated(byte[] payload) {
    byte[] mutated = payload.clone();
    for (int i = random.nextInt(3); i >= 0 && mutated.length > 0; i--) {
      mutated[random.nextInt(mutated.length)] = interesting();
    }
    return random.nextInt(4) > 0 ? mutated : Arrays.copyOf(mutated, random.nextInt(80));
  }

  private byte interesting() {
    return List.of(
            (byte) 0, (byte) 1, (byte) 0x7f, (byte) 0x80, (byte) 0xff, (byte) random.nextInt())
        .get(random.nextInt(6));
  }

  /** Bytes after which the server has to end the connection, without a reply. */
  byte[] last() {
    byte[] whole = Messages.message(1, random.nextInt(21), Messages.REQUEST, noise(64));
    if (random.nextBoolean()) {
      return Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
    }
    int size = random.nextBoolean() ? random.nextInt(16) : -1 - random.nextInt(1 << 20);
    Bytes.view(whole).putInt(4, size).putInt(8, NO_REPLY);
    return whole;
  }

  /** Whether something happens that happens once in so many messages. */
  boolean oneIn(int messages) {
    return random.nextInt(messages) == 0;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}
