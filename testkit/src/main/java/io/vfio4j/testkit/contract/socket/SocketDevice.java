package io.vfio4j.testkit.contract.socket;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.testkit.CountingNotifier;
import io.vfio4j.testkit.DeviceUnderTest;
import io.vfio4j.testkit.client.GuestRam;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A device behind a socket. It stays connected from one rule to the next. */
final class SocketDevice implements DeviceUnderTest {
  private final ServerConnection connection;
  private final ClientVfioDevice device;
  private final List<SocketNotifier> notifiers = new ArrayList<>();
  private final Map<Long, GuestRam> rams = new LinkedHashMap<>();

  SocketDevice(Path socket, Duration patience) {
    this.connection = new ServerConnection(socket, patience);
    this.device = new ClientVfioDevice(connection);
  }

  void connect() {
    connection.connect();
  }

  void end() {
    connection.end();
  }

  @Override
  public VfioDevice device() {
    return device;
  }

  @Override
  public Optional<PciIds> ids() {
    return Optional.empty();
  }

  @Override
  public boolean overSocket() {
    return true;
  }

  @Override
  public CountingNotifier notifier() {
    SocketNotifier notifier = new SocketNotifier();
    notifiers.add(notifier);
    return notifier;
  }

  @Override
  public MemorySegment mapGuestMemory(long iova, long size) {
    GuestRam ram = GuestRam.ofSize(size);
    rams.put(iova, ram);
    connection.ask(client -> {
      client.dma().map(iova, ram);
      return true;
    });
    return ram.memory();
  }

  @Override
  public void unmapGuestMemory(long iova, long size) {
    connection.ask(client -> {
      client.dma().unmap(iova, size);
      return true;
    });
  }

  /** The connection stays, for the next rule; what this one left behind does not. */
  @Override
  public void release() {
    try {
      tidy(device::turnInterruptsOff);
      if (!rams.isEmpty()) {
        tidy(this::unmapAll);
      }
    } finally {
      forget();
    }
  }

  private void unmapAll() {
    connection.ask(client -> {
      client.dma().unmapAll();
      return true;
    });
  }

  private void forget() {
    device.closeFiles();
    notifiers.forEach(SocketNotifier::close);
    notifiers.clear();
    rams.values().forEach(GuestRam::close);
    rams.clear();
  }

  /** What the server has against it was not the question; that it goes or hangs is told. */
  private static void tidy(Runnable tidying) {
    try {
      tidying.run();
    } catch (VfioException _) {
      // The rule's result stands.
    }
  }
}
