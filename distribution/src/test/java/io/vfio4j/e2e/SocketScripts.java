package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.VfioUserReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs inside a guest: carries out scripts of operations on functions that an agent serves there.
 */
final class SocketScripts {
  /** As long as the C program waits. */
  private static final Duration SETTLING = Duration.ofMillis(100);

  private SocketScripts() {}

  /**
   * Leaves the transcript of each script beside it, with {@code .socket} behind its name.
   *
   * @param arguments sockets, each followed by a script's file
   */
  public static void main(String[] arguments) throws IOException {
    for (int i = 0; i < arguments.length; i += 2) {
      Path socket = Path.of(arguments[i]);
      VfioUserReader reader = new VfioUserReader(() -> socket);
      reader.settleFor(SETTLING);
      Script script = Script.parse(Files.readString(Path.of(arguments[i + 1])));
      Files.writeString(Path.of(arguments[i + 1] + ".socket"), reader.run(script).toString());
    }
  }
}
