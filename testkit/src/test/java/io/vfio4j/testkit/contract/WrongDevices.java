package io.vfio4j.testkit.contract;

import io.vfio4j.api.ForwardingVfioDevice;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.RegionInfo;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Devices that are each wrong in one way, as an author gets it wrong. */
final class WrongDevices {
  private WrongDevices() {}

  private static class Wrong extends ForwardingVfioDevice {
    Wrong(VfioDevice next) {
      super(next);
    }
  }

  static VfioDevice answersForAnotherRegion(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        return super.regionInfo(region == 2 ? 4 : region);
      }
    };
  }

  static VfioDevice knowsEveryRegion(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        return region >= RegionIndex.COUNT ? RegionInfo.absent(region) : super.regionInfo(region);
      }
    };
  }

  static VfioDevice readsForEver(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        boolean outside = region == 2 && offset >= regionInfo(region).size();
        return outside ? target.byteSize() : super.read(region, offset, target);
      }
    };
  }

  static VfioDevice clipsNothing(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        super.read(region, offset, target);
        return target.byteSize();
      }
    };
  }

  static VfioDevice writesLikeItReads(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long write(int region, long offset, MemorySegment source) {
        super.write(region, offset, source);
        return source.byteSize();
      }
    };
  }

  static VfioDevice mapsTheWrongPage(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public Mapping mmap(MmapRequest request) {
        Mapping right = super.mmap(request);
        long offset = right.fileOffset() + (request.length() == 4096 ? 4096 : 0);
        return Mapping.of(right.file(), offset, right.length(), right.caching());
      }
    };
  }

  static VfioDevice mapsPrivately(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public Mapping mmap(MmapRequest request) {
        return super.mmap(MmapRequest.shared(request.region(), request.offset(), request.length()));
      }
    };
  }

  static VfioDevice signalsNothing(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public void setIrqs(IrqSet set) {
        if (set.count() == 0 || set.data() instanceof IrqSet.Data.EventFds) {
          super.setIrqs(set);
        }
      }
    };
  }

  static VfioDevice closesWhatIsNotItsOwn(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public void setIrqs(IrqSet set) {
        try {
          super.setIrqs(set);
        } catch (VfioException e) {
          if (set.data() instanceof IrqSet.Data.EventFds(var notifiers)) {
            notifiers.forEach(notifier -> notifier.orElseThrow().close());
          }
          throw e;
        }
      }
    };
  }

  static VfioDevice countsOneIrqIndexTooFew(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public IrqInfo irqInfo(int irq) {
        return super.irqInfo(irq == IrqIndex.REQ ? IrqIndex.ERR : irq);
      }
    };
  }

  static VfioDevice turnsInterruptsOffAtReset(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public void reset() {
        setIrqs(new IrqSet(IrqIndex.MSI, 0, 0, IrqAction.TRIGGER, new IrqSet.Data.None()));
        super.reset();
      }
    };
  }

  static VfioDevice hasTwiceTheRegion(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        RegionInfo right = super.regionInfo(region);
        return region == 4 ? RegionInfo.of(4, right.size() * 2, right.flags()) : right;
      }
    };
  }

  static VfioDevice isAnotherFunction(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long read(int region, long offset, MemorySegment target) {
        long count = super.read(region, offset, target);
        if (region == RegionIndex.CONFIG && offset == 0 && count > 0) {
          target.set(ValueLayout.JAVA_BYTE, 0, (byte) 0x86);
        }
        return count;
      }
    };
  }

  static VfioDevice takesRegistersWholeOnly(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long write(int region, long offset, MemorySegment source) {
        boolean single = region == RegionIndex.CONFIG && source.byteSize() == 1;
        return single ? 1 : super.write(region, offset, source);
      }
    };
  }

  static VfioDevice takesEveryIoctl(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public long ioctl(IoctlRequest request) {
        return 0;
      }
    };
  }

  static VfioDevice shrinksForTheNextClient(VfioDevice core) {
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
}
