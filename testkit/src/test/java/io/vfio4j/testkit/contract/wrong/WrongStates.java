package io.vfio4j.testkit.contract.wrong;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.FeatureResult;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Devices whose features, resets or changes of client are wrong. */
final class WrongStates {
  private WrongStates() {}

  static List<WrongDevice> all() {
    return List.of(
        WrongDevice.of("F1", "serves every feature", WrongStates::takesEveryFeature),
        WrongDevice.of("F2", "takes every ioctl", WrongStates::takesEveryIoctl),
        WrongDevice.of("F3", "says that it has features which it has not", WrongStates::boasts),
        WrongDevice.of("S1", "refuses the reset that it says it has", WrongStates::refusesReset)
            .also("S2", "S3", "S4", "D5", "T1"),
        WrongDevice.of("S2", "loses its ids at a reset", WrongStates::losesItsIds),
        WrongDevice.of("S3", "turns interrupts off at a reset", WrongStates::turnsInterruptsOff),
        WrongDevice.of("S4", "loses a region at a reset", WrongStates::losesARegion),
        WrongDevice.of("L1", "knows nothing while it is closed", WrongStates::forgetful),
        WrongDevice.of("L2", "has a region less for the next client", WrongStates::shrinks),
        WrongDevice.of("L3", "keeps BAR registers for the next client", WrongStates::keepsBars),
        WrongDevice.of("L4", "takes ten clients and no more", WrongStates::wearsOut));
  }

  private static VfioDevice takesEveryFeature(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public FeatureResult feature(FeatureRequest request) {
        return FeatureResult.EMPTY;
      }
    };
  }

  private static VfioDevice takesEveryIoctl(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long ioctl(IoctlRequest request) {
        return 0;
      }
    };
  }

  private static VfioDevice boasts(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public FeatureResult feature(FeatureRequest request) {
        boolean boast = request.probe() && request.feature() == 1;
        return boast ? FeatureResult.EMPTY : super.feature(request);
      }
    };
  }

  private static VfioDevice refusesReset(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public void reset() {
        throw VfioException.refused(Errno.EINVAL, "no reset");
      }
    };
  }

  private static VfioDevice losesItsIds(VfioDevice core) {
    return new Wrong(core) {
      private boolean lost;

      @Override
      public void reset() {
        super.reset();
        lost = true;
      }

      @Override
      public long read(int region, long offset, MemorySegment target) {
        long count = super.read(region, offset, target);
        if (lost && region == RegionIndex.CONFIG) {
          target.fill((byte) -1);
        }
        return count;
      }
    };
  }

  private static VfioDevice turnsInterruptsOff(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public void reset() {
        try {
          setIrqs(new IrqSet(IrqIndex.MSI, 0, 0, IrqAction.TRIGGER, new IrqSet.Data.None()));
        } catch (VfioException _) {
          // MSI was off already.
        }
        super.reset();
      }
    };
  }

  private static VfioDevice losesARegion(VfioDevice core) {
    return new Wrong(core) {
      private boolean lost;

      @Override
      public void reset() {
        super.reset();
        lost = true;
      }

      @Override
      public RegionInfo regionInfo(int region) {
        return lost && region == 4 ? RegionInfo.absent(4) : super.regionInfo(region);
      }
    };
  }

  private static VfioDevice forgetful(VfioDevice core) {
    return new Wrong(core) {
      private boolean open;

      @Override
      public void open() {
        super.open();
        open = true;
      }

      @Override
      public void close() {
        open = false;
        super.close();
      }

      @Override
      public DeviceInfo info() {
        return open ? super.info() : DeviceInfo.pci(0, 0);
      }
    };
  }

  private static VfioDevice shrinks(VfioDevice core) {
    return new Wrong(core) {
      private int clients;

      @Override
      public void open() {
        super.open();
        clients++;
      }

      @Override
      public RegionInfo regionInfo(int region) {
        return region == 4 && clients > 1 ? RegionInfo.absent(4) : super.regionInfo(region);
      }
    };
  }

  private static VfioDevice keepsBars(VfioDevice core) {
    return new Wrong(core) {
      private final byte[] bars = new byte[0x28];

      @Override
      public long write(int region, long offset, MemorySegment source) {
        boolean kept = region == RegionIndex.CONFIG && offset >= 0x10 && source.byteSize() == 24;
        if (kept) {
          MemorySegment.copy(source, 0, MemorySegment.ofArray(bars), 0x10, source.byteSize());
        }
        return super.write(region, offset, source);
      }

      @Override
      public long read(int region, long offset, MemorySegment target) {
        long count = super.read(region, offset, target);
        if (region == RegionIndex.CONFIG && offset == 0x10 && count == 24 && bars[0x13] != 0) {
          MemorySegment.copy(MemorySegment.ofArray(bars), 0x10, target, 0, count);
        }
        return count;
      }
    };
  }

  private static VfioDevice wearsOut(VfioDevice core) {
    return new Wrong(core) {
      private int clients;

      @Override
      public void open() {
        super.open();
        clients++;
      }

      @Override
      public long read(int region, long offset, MemorySegment target) {
        if (clients > 10) {
          throw VfioException.refused(Errno.EIO, "worn out");
        }
        return super.read(region, offset, target);
      }
    };
  }
}
