package io.vfio4j.testkit.contract.wrong;

import static io.vfio4j.testkit.contract.DeviceTrait.DMA;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.testkit.CountingNotifier;
import io.vfio4j.testkit.DeviceUnderTest;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/** Devices whose DMA is wrong. */
final class WrongDma {
  private WrongDma() {}

  static List<WrongDevice> all() {
    return List.of(
        WrongDevice.in("D1", "writes four bytes behind the address", WrongDma::writesBehind)
            .also("D2")
            .declaring(DMA),
        WrongDevice.in("D2", "never writes again after a fault", WrongDma::givesUp).declaring(DMA),
        WrongDevice.in("D3", "has a host whose DMA_UNMAP does nothing", DmaDevice::new)
            .onHost(KeepsMemory::new)
            .declaring(DMA),
        WrongDevice.in("D4", "does DMA without being bus master", WrongDma::alwaysMaster)
            .declaring(DMA),
        WrongDevice.in(
            "D5", "writes to guest memory at a reset, and does not declare DMA", Scribbler::new));
  }

  private static VfioDevice writesBehind(DeviceContext context) {
    return new DmaDevice(context) {
      @Override
      void transfer(long iova) {
        super.transfer(iova + Integer.BYTES);
      }
    };
  }

  private static VfioDevice givesUp(DeviceContext context) {
    return new DmaDevice(context) {
      private boolean failed;

      @Override
      void transfer(long iova) {
        if (failed) {
          throw VfioException.refused(Errno.EIO, "the engine stands still");
        }
        super.transfer(iova);
      }

      @Override
      void failed(VfioException cause) {
        failed = true;
      }
    };
  }

  private static VfioDevice alwaysMaster(DeviceContext context) {
    return new DmaDevice(context) {
      @Override
      boolean busMaster() {
        return true;
      }
    };
  }

  private static final class Scribbler extends DmaDevice {
    Scribbler(DeviceContext context) {
      super(context);
    }

    @Override
    public void reset() {
      super.reset();
      transfer(0);
    }
  }

  private record KeepsMemory(DeviceUnderTest next) implements DeviceUnderTest {
    @Override
    public VfioDevice device() {
      return next.device();
    }

    @Override
    public Optional<PciIds> ids() {
      return next.ids();
    }

    @Override
    public boolean overSocket() {
      return next.overSocket();
    }

    @Override
    public CountingNotifier notifier() {
      return next.notifier();
    }

    @Override
    public MemorySegment mapGuestMemory(long iova, long size) {
      return next.mapGuestMemory(iova, size);
    }

    @Override
    public void unmapGuestMemory(long iova, long size) {}

    @Override
    public void release() {
      next.release();
    }
  }
}
