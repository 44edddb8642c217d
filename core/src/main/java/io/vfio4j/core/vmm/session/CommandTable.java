package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.vmm.protocol.Command;
import org.jspecify.annotations.Nullable;

/** From a command's number to its handler. */
final class CommandTable implements AutoCloseable {
  private final @Nullable Handler[] handlers = new Handler[Command.DEVICE_FEATURE + 1];
  private final WriteSource source = new WriteSource();
  private final WritePlaces places;

  CommandTable(ClientState client) {
    Lease lease = client.lease();
    IovaSpace memory = client.served().memory();
    RegionTransfer transfer = new RegionTransfer(lease);
    DirectMemory direct = new DirectMemory(lease);
    places = new WritePlaces(client.negotiation(), transfer, direct);
    handlers[Command.VERSION] = new VersionHandler(lease, client.negotiation());
    handlers[Command.DMA_MAP] = new DmaMapHandler(memory);
    handlers[Command.DMA_UNMAP] = new DmaUnmapHandler(memory);
    handlers[Command.DEVICE_GET_INFO] = new DeviceGetInfoHandler(lease);
    handlers[Command.DEVICE_GET_REGION_INFO] =
        new DeviceGetRegionInfoHandler(lease, client.files());
    handlers[Command.DEVICE_GET_REGION_IO_FDS] = new DeviceGetRegionIoFdsHandler(lease);
    handlers[Command.DEVICE_GET_IRQ_INFO] = new DeviceGetIrqInfoHandler(lease);
    handlers[Command.DEVICE_SET_IRQS] = new DeviceSetIrqsHandler(lease);
    handlers[Command.REGION_READ] = new RegionReadHandler(transfer, direct);
    handlers[Command.REGION_WRITE] = new RegionWriteHandler(transfer, source);
    handlers[Command.DEVICE_RESET] = new DeviceResetHandler(lease);
    handlers[Command.REGION_WRITE_MULTI] = new RegionWriteMultiHandler(transfer, source);
    handlers[Command.DEVICE_FEATURE] = new DeviceFeatureHandler(lease);
  }

  /** Where the data of long writes belongs. */
  WritePlaces places() {
    return places;
  }

  /**
   * The handler of a command.
   *
   * @throws VfioException EINVAL if there is none
   */
  Handler handler(int command) {
    Handler handler = command < handlers.length ? handlers[command] : null;
    if (handler == null) {
      throw VfioException.refused(Errno.EINVAL, "no command " + command);
    }
    return handler;
  }

  @Override
  public void close() {
    source.close();
  }
}
