package io.vfio4j.testkit.contract.socket;

import io.vfio4j.api.VfioException;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.testkit.client.ClientOptions;
import io.vfio4j.testkit.client.ConnectionLost;
import io.vfio4j.testkit.client.VfioUserClient;
import io.vfio4j.testkit.client.VfioUserError;
import io.vfio4j.testkit.contract.rule.RuleBroken;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One client after another; what goes wrong in a conversation breaks the rule that it is for. */
final class ServerConnection {
  private final Path socket;
  private final ClientOptions options;
  private @Nullable VfioUserClient client;
  private boolean ended;

  ServerConnection(Path socket, Duration patience) {
    this.socket = socket;
    this.options = ClientOptions.qemu().withTimeout(patience);
  }

  /** Does nothing if it is connected. */
  void connect() {
    if (current() != null) {
      return;
    }
    try {
      keep(VfioUserClient.connect(socket, options));
    } catch (LinuxException | VfioUserError e) {
      throw new ConnectionLost(String.valueOf(e.getMessage()));
    }
  }

  private synchronized @Nullable VfioUserClient current() {
    if (ended) {
      throw new ConnectionLost("given up");
    }
    return client;
  }

  private synchronized void keep(VfioUserClient connected) {
    if (ended) {
      connected.close();
      throw new ConnectionLost("given up");
    }
    client = connected;
  }

  void disconnect() {
    VfioUserClient last;
    synchronized (this) {
      last = client;
      client = null;
    }
    if (last != null) {
      last.close();
    }
  }

  void end() {
    synchronized (this) {
      ended = true;
    }
    disconnect();
  }

  /**
   * Asks the server something.
   *
   * @throws VfioException if it answers with an error
   * @throws RuleBroken if it does not answer, or what it answers makes no sense
   */
  <T> T ask(Function<VfioUserClient, T> question) {
    try {
      VfioUserClient asked = current();
      if (asked == null) {
        throw new ConnectionLost("no connection");
      }
      return question.apply(asked);
    } catch (VfioUserError e) {
      throw VfioException.refused(e.errno(), e.getMessage());
    } catch (ConnectionLost | LinuxException e) {
      disconnect();
      throw new RuleBroken(String.valueOf(e.getMessage()));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new RuleBroken("a reply that makes no sense: " + e.getMessage());
    }
  }
}
