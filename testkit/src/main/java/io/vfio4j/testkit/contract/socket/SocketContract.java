package io.vfio4j.testkit.contract.socket;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.testkit.DeviceUnderTest;
import io.vfio4j.testkit.client.ConnectionLost;
import io.vfio4j.testkit.contract.DeviceTrait;
import io.vfio4j.testkit.contract.VfioDeviceContract;
import io.vfio4j.testkit.contract.rule.BoundedCall;
import io.vfio4j.testkit.contract.rule.NotSeen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The contract, for a server that listens on a vfio-user socket.
 *
 * <p>All rules but the last few, on clients that follow one another, are held against one
 * connection: there are servers that end with their first client. Whoever runs it bounds it in
 * time, as {@link io.vfio4j.testkit.contract.rule.BoundedRun} does.
 *
 * @since 0.1
 */
public final class SocketContract extends VfioDeviceContract implements AutoCloseable {
  private final SocketDevice device;
  private final Duration patience;
  private final Optional<Set<DeviceTrait>> traits;

  /**
   * For a server.
   *
   * @param socket where it listens
   * @param patience how long it may take for each reply
   * @param traits what its device is said to do; without, the rules on traits and DMA are untested
   */
  public SocketContract(Path socket, Duration patience, Optional<Set<DeviceTrait>> traits) {
    this.device = new SocketDevice(socket, patience);
    this.patience = patience;
    this.traits = traits;
  }

  /**
   * Connects and negotiates. A server that listens and takes nobody is waited for no longer than
   * its patience for three replies.
   *
   * @throws ConnectionLost if that cannot be done; the message says why
   */
  public void connect() {
    try {
      BoundedCall.within(
          patience.multipliedBy(3),
          "vfio-user connect",
          () -> {
            device.connect();
            return true;
          });
    } catch (ExecutionException e) {
      throw new ConnectionLost(String.valueOf(e.getCause().getMessage()));
    } catch (TimeoutException e) {
      throw new ConnectionLost("it takes no client");
    }
  }

  @Override
  protected DeviceUnderTest bind() {
    try {
      device.connect();
    } catch (ConnectionLost e) {
      throw new NotSeen("there is no connection any more: " + e.getMessage());
    }
    return device;
  }

  @Override
  protected Set<DeviceTrait> traits() {
    return traits.orElseThrow(() -> new NotSeen("no traits are declared (--traits)"));
  }

  /** How an unknown device is made to do DMA nobody can say. */
  @Override
  protected void writeToGuest(VfioDevice under, long iova, int count) {
    throw new NotSeen("what makes the device do DMA is not known");
  }

  /** Disconnects. Rules that are still being carried out come to an end. */
  @Override
  public void close() {
    device.end();
  }
}
