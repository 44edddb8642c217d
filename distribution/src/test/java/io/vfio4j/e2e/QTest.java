package io.vfio4j.e2e;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * QEMU's qtest protocol: we play the processor of a machine that runs no instruction.
 *
 * <pre>
 *   readl ADDRESS          OK VALUE
 *   writel ADDRESS VALUE   OK
 *   inw PORT, outw ...     the same for ports
 *   read ADDRESS SIZE      OK 0xBYTES
 * </pre>
 */
final class QTest {

  private static final Map<Integer, String> WIDTHS = Map.of(1, "b", 2, "w", 4, "l", 8, "q");

  private final LineSocket socket;

  QTest(LineSocket socket) {
    this.socket = socket;
  }

  long read(int width, long address) throws IOException {
    return value(command("read%s %#x".formatted(WIDTHS.get(width), address)));
  }

  void write(int width, long address, long value) throws IOException {
    command("write%s %#x %#x".formatted(WIDTHS.get(width), address, value));
  }

  long in(int width, int port) throws IOException {
    return value(command("in%s %#x".formatted(WIDTHS.get(width), port)));
  }

  void out(int width, int port, long value) throws IOException {
    command("out%s %#x %#x".formatted(WIDTHS.get(width), port, value));
  }

  byte[] bytes(long address, int length) throws IOException {
    String answer = command("read %#x %#x".formatted(address, length));
    return HexFormat.of().parseHex(answer.substring("0x".length()));
  }

  void bytes(long address, byte[] bytes) throws IOException {
    String hex = HexFormat.of().formatHex(bytes);
    command("write %#x %#x 0x%s".formatted(address, bytes.length, hex));
  }

  /** Writes in one go, and waits for no answer: see {@link #skipAnswers}. */
  void post(List<Write> writes) throws IOException {
    StringJoiner lines = new StringJoiner("\n");
    for (Write write : writes) {
      lines.add("writel %#x %#x".formatted(write.address(), write.value()));
    }
    socket.send(lines.toString());
  }

  /** A write of 32 bits. */
  record Write(long address, long value) {}

  /** Waits for so many answers to what was posted. */
  void skipAnswers(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      socket.receive();
    }
  }

  private String command(String text) throws IOException {
    socket.send(text);
    String answer = socket.receive();
    while (answer.startsWith("IRQ")) {
      answer = socket.receive();
    }
    if (!answer.startsWith("OK")) {
      throw new AssertionError(text + ": " + answer);
    }
    return answer.substring("OK".length()).strip();
  }

  private static long value(String hex) {
    return Long.parseUnsignedLong(hex.substring("0x".length()), 16);
  }
}
