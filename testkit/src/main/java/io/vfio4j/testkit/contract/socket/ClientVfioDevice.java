package io.vfio4j.testkit.contract.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.testkit.client.ClientDevice;
import io.vfio4j.testkit.client.ConnectionLost;
import io.vfio4j.testkit.client.VfioUserClient;
import io.vfio4j.testkit.contract.rule.RuleBroken;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** A device whose every operation is a message to the server: its errnos are those that throw. */
final class ClientVfioDevice implements VfioDevice {
  /** No device has nearly so many; a server that counts more would have us ask for ever. */
  private static final int MOST_INDICES = 256;

  private static final int FEATURE_ROOM = 4096;
  private static final int GET = 0x10000;
  private static final int SET = 0x20000;
  private static final int PROBE = 0x40000;

  private final ServerConnection connection;
  private final SocketRegions regions;
  private final SocketIrqs irqs;

  ClientVfioDevice(ServerConnection connection) {
    this.connection = connection;
    this.regions = new SocketRegions(connection);
    this.irqs = new SocketIrqs(connection);
  }

  /** The next client, if there is none. */
  @Override
  public void open() {
    try {
      connection.connect();
    } catch (ConnectionLost e) {
      throw new RuleBroken("the next client is not taken: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    regions.closeFiles();
    connection.disconnect();
  }

  void closeFiles() {
    regions.closeFiles();
  }

  void turnInterruptsOff() {
    irqs.off();
  }

  @Override
  public DeviceInfo info() {
    ClientDevice info = connection.ask(client -> client.info());
    within("regions", info.regions());
    within("IRQ indices", info.irqs());
    return DeviceInfo.pci(info.regions(), info.irqs()).withReset(info.resettable());
  }

  private static void within(String what, int count) {
    if (count < 0 || count > MOST_INDICES) {
      throw new RuleBroken(
          "DEVICE_GET_INFO counts %s %s".formatted(Integer.toUnsignedString(count), what));
    }
  }

  @Override
  public RegionInfo regionInfo(int region) {
    return regions.info(region);
  }

  @Override
  public IrqInfo irqInfo(int irq) {
    return irqs.info(irq);
  }

  @Override
  public long read(int region, long offset, MemorySegment target) {
    int count = Math.toIntExact(target.byteSize());
    int done = 0;
    do {
      int at = done;
      byte[] bytes =
          connection.ask(client -> client.read(region, offset + at, part(client, count - at)));
      MemorySegment.copy(bytes, 0, target, JAVA_BYTE, at, bytes.length);
      done += bytes.length;
    } while (done < count);
    return count;
  }

  /** What of an access a single message may have. */
  private static int part(VfioUserClient client, int count) {
    return Math.toIntExact(Math.min(count, client.version().largestTransfer()));
  }

  @Override
  public long write(int region, long offset, MemorySegment source) {
    byte[] bytes = source.toArray(JAVA_BYTE);
    int done = 0;
    do {
      int at = done;
      done +=
          connection.ask(client -> {
            int count = part(client, bytes.length - at);
            client.write(region, offset + at, Arrays.copyOfRange(bytes, at, at + count));
            return count;
          });
    } while (done < bytes.length);
    return done;
  }

  @Override
  public Mapping mmap(MmapRequest request) {
    return regions.map(request);
  }

  @Override
  public void setIrqs(IrqSet set) {
    irqs.set(set);
  }

  @Override
  public void reset() {
    connection.ask(client -> {
      client.reset();
      return true;
    });
  }

  @Override
  public FeatureResult feature(FeatureRequest request) {
    int flags =
        request.feature()
            | (request.get() ? GET : 0)
            | (request.set() ? SET : 0)
            | (request.probe() ? PROBE : 0);
    byte[] data = request.data().toArray(JAVA_BYTE);
    int room = request.get() && !request.probe() ? FEATURE_ROOM : 0;
    byte[] answer = connection.ask(client -> client.feature(flags, data, room));
    return new FeatureResult(MemorySegment.ofArray(answer));
  }

  @Override
  public long ioctl(IoctlRequest request) {
    throw VfioException.refused(Errno.ENOTTY, "vfio-user has no message for other ioctls");
  }
}
