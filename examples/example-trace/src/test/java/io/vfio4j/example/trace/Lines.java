package io.vfio4j.example.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Catches what the plugin logs, instead of printing it. */
final class Lines {
  private final Logger logger = Logger.getLogger("example-trace");
  private final List<String> lines = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord line) {
          lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  void start() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  void stop() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  /** What was logged since the last call. */
  List<String> take() {
    List<String> taken = List.copyOf(lines);
    lines.clear();
    return taken;
  }
}
