package io.vfio4j.core.vmm.session;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A log whose lines a test waits for. */
public final class LinesLogged implements System.Logger {
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  public String next() throws InterruptedException {
    return lines.take();
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  @Override
  public String getName() {
    return "lines";
  }

  @Override
  public boolean isLoggable(Level level) {
    return true;
  }

  @Override
  public void log(
      Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
    lines.add(message);
  }

  @Override
  public void log(
      Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... arguments) {
    lines.add(MessageFormat.format(format, arguments));
  }
}
