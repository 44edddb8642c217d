package io.vfio4j.testkit.script;

import io.vfio4j.api.irq.IrqAction;
import java.util.List;

/** A line's text as an operation. */
final class OperationParser {
  private static final int MOST_READ = 1 << 16;
  private static final int MOST_SHOWN = 1 << 12;
  private static final int MOST_VECTORS = 1 << 11;
  private static final List<String> HOW = List.of("get", "set", "probe");

  private final String line;
  private final Words words;

  private OperationParser(String line) {
    this.line = line;
    this.words = new Words(line);
  }

  static Operation parse(String line) {
    OperationParser parser = new OperationParser(line);
    Operation operation = parser.operation();
    parser.words.end();
    return operation;
  }

  private Operation operation() {
    String name = words.word();
    return switch (name) {
      case "probe" -> new Operation.Probe();
      case "reopen" -> new Operation.Reopen();
      case "info" -> new Operation.DeviceInfo();
      case "region" -> new Operation.Region(words.small(), words.small());
      case "irq" -> new Operation.Irq(words.small());
      case "read" -> read();
      case "write" -> new Operation.Write(words.small(), words.number(), words.hex());
      case "mmap" -> mmap();
      case "reset" -> new Operation.Reset();
      default -> rarer(name);
    };
  }

  private Operation rarer(String name) {
    return switch (name) {
      case "set-irqs" -> setIrqs();
      case "signals" ->
          new Operation.Signals(words.small(), words.small(), words.sizeUpTo(MOST_VECTORS));
      case "unmask-signal" -> new Operation.UnmaskSignal(words.small(), words.small());
      case "settle" -> new Operation.Settle();
      case "feature" -> feature();
      case "ioctl" -> ioctl();
      case "ioeventfd" ->
          new Operation.IoEventFd(words.small(), words.number(), words.small(), words.number());
      case "dma-map" ->
          new Operation.DmaMap(words.small(), words.number(), words.number(), words.number());
      case "dma-unmap" -> new Operation.DmaUnmap(words.number(), words.number());
      default -> throw new ScriptException(line, "no such operation");
    };
  }

  private Operation read() {
    int region = words.small();
    long offset = words.number();
    int count = words.sizeUpTo(MOST_READ);
    return new Operation.Read(
        region, offset, count, words.more() ? words.sizeUpTo(MOST_SHOWN) : MOST_SHOWN);
  }

  private Operation mmap() {
    int region = words.small();
    long offset = words.number();
    long length = words.number();
    Hex stored = words.more() ? words.hex() : Hex.NONE;
    if (stored.length() % Integer.BYTES != 0) {
      throw new ScriptException(line, "only whole words are stored");
    }
    return new Operation.Mmap(region, offset, length, stored);
  }

  private Operation setIrqs() {
    int index = words.small();
    IrqAction action = words.constant(IrqAction.class);
    VectorData data = words.constant(VectorData.class);
    int start = words.small();
    int count = words.small();
    String values = words.more() ? words.word() : "";
    if (!values.matches(allowed(data)) || (data != VectorData.NONE && values.length() != count)) {
      throw new ScriptException(line, "the values are not one for each vector");
    }
    return new Operation.SetIrqs(index, action, data, start, count, values);
  }

  private static String allowed(VectorData data) {
    return switch (data) {
      case NONE -> "";
      case BOOL -> "[01]*";
      case EVENTFD -> "[e-]*";
    };
  }

  private Operation feature() {
    int number = words.sizeUpTo(0xffff);
    List<String> how = List.of(words.word().split("\\+", -1));
    if (!HOW.containsAll(how)) {
      throw new ScriptException(line, "a feature is got, set or probed");
    }
    return new Operation.Feature(
        number,
        how.contains("get"),
        how.contains("set"),
        how.contains("probe"),
        words.more() ? words.hex() : Hex.NONE);
  }

  private Operation ioctl() {
    int command = words.small();
    int size = words.sizeUpTo(MOST_READ);
    Hex argument = words.hex();
    if (argument.length() > size) {
      throw new ScriptException(line, "the argument is larger than its size");
    }
    return new Operation.Ioctl(command, size, argument);
  }
}
