package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.vmm.protocol.DeviceGetRegionInfo;
import java.util.List;

/**
 * DEVICE_GET_REGION_INFO, in two steps if there are capabilities: first how much room they take,
 * then they themselves. The region's file goes with the reply that says everything.
 */
final class DeviceGetRegionInfoHandler implements Handler {
  private final Lease lease;
  private final RegionFiles files;
  private final DeviceGetRegionInfo asked = new DeviceGetRegionInfo();
  private final DeviceGetRegionInfo answer = new DeviceGetRegionInfo();

  DeviceGetRegionInfoHandler(Lease lease, RegionFiles files) {
    this.lease = lease;
    this.files = files;
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(asked);
    long argsz = asked.argsz();
    if (Integer.compareUnsigned(asked.index(), lease.info().regions()) >= 0) {
      throw VfioException.refused(Errno.EINVAL, "no region index " + asked.index());
    }
    OfferedRegion region = files.offer(ask(asked.index()));
    RegionInfo info = region.info();
    long needed = DeviceGetRegionInfo.size(info);
    long size = needed <= argsz ? needed : DeviceGetRegionInfo.SIZE;
    reply.write(answer, size);
    answer.putReply(info, region.fileOffset());
    Descriptor file = region.file();
    if (file != null && size == needed) {
      reply.attach(List.of(file.reopen()));
    }
    return size;
  }

  /** Behind config space nothing need be there: clients ask for each index that is counted. */
  private RegionInfo ask(int index) {
    try {
      return lease.device().regionInfo(index);
    } catch (VfioException e) {
      if (e.errno() != Errno.EINVAL || index <= RegionIndex.CONFIG) {
        throw e;
      }
      return RegionInfo.absent(index);
    }
  }
}
