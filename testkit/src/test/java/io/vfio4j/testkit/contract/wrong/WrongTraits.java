package io.vfio4j.testkit.contract.wrong;

import static io.vfio4j.testkit.contract.DeviceTrait.ERR;
import static io.vfio4j.testkit.contract.DeviceTrait.INTX;
import static io.vfio4j.testkit.contract.DeviceTrait.MAPPABLE;
import static io.vfio4j.testkit.contract.DeviceTrait.MSI;
import static io.vfio4j.testkit.contract.DeviceTrait.MSIX;
import static io.vfio4j.testkit.contract.DeviceTrait.REQ;
import static io.vfio4j.testkit.contract.DeviceTrait.RESETTABLE;
import static io.vfio4j.testkit.contract.DeviceTrait.ROM;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.testkit.contract.DeviceTrait;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Devices that do not do what is declared, or do what is not: each trait both ways. */
final class WrongTraits {
  private WrongTraits() {}

  static List<WrongDevice> all() {
    return List.of(
        WrongDevice.of("T1", "declares RESETTABLE and has no reset", WrongTraits::withoutReset)
            .also("S1"),
        does("T1", RESETTABLE),
        WrongDevice.of("T2", "declares MAPPABLE and maps nothing", WrongTraits::withoutMmap)
            .also("M7"),
        does("T2", MAPPABLE),
        WrongDevice.of("T3", "declares ROM and has none", core -> core).declaring(ROM),
        WrongDevice.of("T3", "has a ROM and does not declare it", WrongTraits::withRom),
        WrongDevice.of("T4", "declares INTX and has none", core -> withIrqs(core, 0, 0)),
        does("T4", INTX),
        WrongDevice.of("T5", "declares MSI and has none", core -> withIrqs(core, 1, 0)),
        does("T5", MSI),
        WrongDevice.of("T6", "declares MSIX and has none", core -> withIrqs(core, 2, 0)),
        does("T6", MSIX),
        WrongDevice.of("T7", "declares ERR and has none", core -> withIrqs(core, 3, 0)),
        does("T7", ERR),
        WrongDevice.of("T8", "declares REQ and has none", core -> withIrqs(core, 4, 0)),
        does("T8", REQ));
  }

  private static WrongDevice does(String rule, DeviceTrait trait) {
    return WrongDevice.of(rule, "has %s and does not declare it".formatted(trait), core -> core)
        .denying(trait);
  }

  private static VfioDevice withoutReset(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public DeviceInfo info() {
        return super.info().withReset(false);
      }
    };
  }

  private static VfioDevice withoutMmap(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        RegionInfo right = super.regionInfo(region);
        Set<RegionFlag> flags = EnumSet.noneOf(RegionFlag.class);
        flags.addAll(right.flags());
        flags.remove(RegionFlag.MMAP);
        return RegionInfo.of(region, right.size(), flags);
      }
    };
  }

  private static VfioDevice withRom(VfioDevice core) {
    return new Wrong(core) {
      @Override
      public RegionInfo regionInfo(int region) {
        return region == 6 ? RegionInfo.of(6, 4096, Set.of()) : super.regionInfo(region);
      }
    };
  }

  private static VfioDevice withIrqs(VfioDevice core, int index, int count) {
    return new Wrong(core) {
      @Override
      public IrqInfo irqInfo(int irq) {
        IrqInfo right = super.irqInfo(irq);
        return irq == index ? new IrqInfo(irq, count, right.flags()) : right;
      }
    };
  }
}
