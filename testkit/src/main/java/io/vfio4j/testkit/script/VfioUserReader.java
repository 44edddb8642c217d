package io.vfio4j.testkit.script;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.FileMapping;
import io.vfio4j.testkit.client.ClientDma;
import io.vfio4j.testkit.client.ClientIrq;
import io.vfio4j.testkit.client.ClientRegion;
import io.vfio4j.testkit.client.Command;
import io.vfio4j.testkit.client.Message;
import io.vfio4j.testkit.client.VfioUserClient;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a script as a client of a vfio-user server, and prints what the client is told.
 *
 * @since 0.1
 */
public final class VfioUserReader extends ScriptReader {
  private static final int INFO_SIZE = 16;
  private static final int ARGSZ = 4096;
  private static final int GET = 0x10000;
  private static final int SET = 0x20000;
  private static final int PROBE = 0x40000;

  private final Supplier<Path> prober;
  private final ClientInterrupts interrupts = new ClientInterrupts();
  private @Nullable Path socket;
  private @Nullable VfioUserClient client;

  /**
   * A reader.
   *
   * @param prober has a device bound and served, and says where; or throws the {@link
   *     VfioException} that the probe ended in
   */
  public VfioUserReader(Supplier<Path> prober) {
    this.prober = prober;
  }

  private VfioUserClient client() {
    VfioUserClient now = client;
    if (now == null) {
      throw new IllegalStateException("not connected");
    }
    return now;
  }

  @Override
  void probe() {
    Path path = prober.get();
    socket = path;
    client = VfioUserClient.connect(path);
  }

  @Override
  void end() {
    client().close();
    interrupts.close();
  }

  @Override
  String reopen() {
    end();
    Path path = socket;
    client = path == null ? client() : VfioUserClient.connect(path);
    return DONE;
  }

  @Override
  String info() {
    byte[] request = struct(INFO_SIZE).putInt(ARGSZ).array();
    Message reply = client().connection().request(Command.DEVICE_GET_INFO, request);
    ByteBuffer info = reply.payload();
    return DeviceText.device(info.getInt(4), info.getInt(8), info.getInt(12), info.getInt(0));
  }

  @Override
  String region(Operation.Region asked) {
    byte[] request =
        struct(RegionStruct.FIXED).putInt(asked.argsz()).putInt(0).putInt(asked.region()).array();
    Message reply = client().connection().request(Command.DEVICE_GET_REGION_INFO, request);
    reply.closeDescriptors();
    return RegionText.of(reply.payload());
  }

  private static ByteBuffer struct(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  String irq(int index) {
    ClientIrq info = client().irqs().info(index);
    return DeviceText.irq(info.flags(), info.count());
  }

  @Override
  String read(Operation.Read asked) {
    byte[] bytes = client().read(asked.region(), asked.offset(), asked.count());
    return bytes.length + Hex.of(bytes, asked.shown()).behind();
  }

  @Override
  String write(Operation.Write asked) {
    client().write(asked.region(), asked.offset(), asked.bytes().bytes());
    return Integer.toString(asked.bytes().length());
  }

  @Override
  String mmap(Operation.Mmap asked) {
    try (ClientRegion region = client().region(asked.region())) {
      SparseMmapArea area = part(region, asked.offset(), asked.length());
      try (FileMapping mapping = region.map(area)) {
        return MappedWord.answer(mapping.segment(), asked.stored());
      }
    }
  }

  /** It is for the client to map only what it was told it can. */
  private static SparseMmapArea part(ClientRegion region, long offset, long length) {
    for (SparseMmapArea area : region.mappableAreas()) {
      long skip = offset - area.offset();
      if (skip >= 0 && length > 0 && skip < area.size() && length <= area.size() - skip) {
        return new SparseMmapArea(offset, length);
      }
    }
    throw VfioException.refused(Errno.EINVAL, "no area has that part");
  }

  @Override
  String reset() {
    client().reset();
    return DONE;
  }

  @Override
  String setIrqs(Operation.SetIrqs asked) {
    return interrupts.set(client(), asked);
  }

  @Override
  String signals(Operation.Signals asked) {
    return interrupts.given().signals(asked);
  }

  @Override
  String unmaskSignal(Operation.UnmaskSignal asked) {
    return interrupts.given().unmaskSignal(asked);
  }

  @Override
  String feature(Operation.Feature asked) {
    int flags = asked.number() | (asked.get() ? GET : 0) | (asked.set() ? SET : 0);
    byte[] data = asked.data().bytes();
    byte[] after = client().feature(asked.probe() ? flags | PROBE : flags, data, data.length);
    return asked.get() && !asked.probe() ? DONE + Hex.of(after).behind() : DONE;
  }

  @Override
  String ioctl(Operation.Ioctl asked) {
    return NOT_EXPRESSIBLE;
  }

  @Override
  String ioEventFd(Operation.IoEventFd asked) {
    return NOT_EXPRESSIBLE;
  }

  @Override
  String dmaMap(Operation.DmaMap asked) {
    try (ClientRegion region = client().region(asked.region())) {
      SparseMmapArea area = part(region, asked.offset(), asked.length());
      Descriptor file = region.file().orElseThrow();
      long offset = region.offset() + area.offset();
      client().dma().map(ClientDma.READ | ClientDma.WRITE, offset, asked.iova(), area.size(), file);
      return DONE;
    }
  }

  @Override
  String dmaUnmap(Operation.DmaUnmap asked) {
    client().dma().unmap(asked.iova(), asked.length());
    return DONE;
  }
}
