package io.vfio4j.testkit.contract;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.testkit.DeviceUnderTest;
import io.vfio4j.testkit.contract.rule.NotSeen;
import io.vfio4j.testkit.contract.rule.RuleSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/**
 * The whole contract of a device.
 *
 * <pre>{@code
 * class AcmeContractTest extends VfioDeviceContract {
 *   @Override
 *   protected SimulatedDevice bind() {
 *     return SimulatedDevice.bind("acme.json", new AcmeDriver());
 *   }
 *
 *   @Override
 *   protected Set<DeviceTrait> traits() {
 *     return EnumSet.of(DeviceTrait.RESETTABLE, DeviceTrait.MSIX);
 *   }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public abstract class VfioDeviceContract {

  /** For subclasses. */
  protected VfioDeviceContract() {}

  /** Binds the driver under test to a function, anew for each rule, which releases it. */
  protected abstract DeviceUnderTest bind();

  /** What the device can do. Without it the rules on traits and DMA are skipped. */
  protected Set<DeviceTrait> traits() {
    throw new NotSeen("no traits are declared: override traits()");
  }

  /**
   * Makes a device with the trait {@link DeviceTrait#DMA} write to guest memory, see {@link
   * DmaContract#writeToGuest}. Without it the rules on DMA are skipped.
   *
   * @param device open; bus mastering is on unless a rule turned it off
   * @param iova where to
   * @param count how many bytes
   */
  protected void writeToGuest(VfioDevice device, long iova, int count) {
    throw new NotSeen("what makes the device do DMA is not known: override writeToGuest()");
  }

  /** The parts of the contract; what tells clients apart comes last. */
  public final List<RuleSet> concerns() {
    return List.of(
        new Regions(),
        new Mmap(),
        new LongAccesses(),
        new Interrupts(),
        new ConfigSpace(),
        new Features(),
        new Reset(),
        new Traits(),
        new Dma(),
        new Lifecycle());
  }

  @Nested
  class Regions extends RegionContract {
    @Override
    protected DeviceUnderTest bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class Mmap extends MmapContract {
    @Override
    protected DeviceUnderTest bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class LongAccesses extends LongAccessContract {
    @Override
    protected DeviceUnderTest bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class Interrupts extends IrqContract {
    @Override
    protected DeviceUnderTest bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class ConfigSpace extends ConfigSpaceContract {
    @Override
    protected DeviceUnderTest bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class Features extends FeatureContract {
    @Override
    protected DeviceUnderTest bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class Reset extends ResetContract {
    @Override
    protected DeviceUnderTest bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class Traits extends TraitContract {
    @Override
    protected DeviceUnderTest bind() {
      return VfioDeviceContract.this.bind();
    }

    @Override
    protected Set<DeviceTrait> traits() {
      return VfioDeviceContract.this.traits();
    }
  }

  @Nested
  class Dma extends DmaContract {
    @Override
    protected DeviceUnderTest bind() {
      return VfioDeviceContract.this.bind();
    }

    @Override
    protected Set<DeviceTrait> traits() {
      return VfioDeviceContract.this.traits();
    }

    @Override
    protected void writeToGuest(VfioDevice device, long iova, int count) {
      VfioDeviceContract.this.writeToGuest(device, iova, count);
    }
  }

  @Nested
  class Lifecycle extends LifecycleContract {
    @Override
    protected DeviceUnderTest bind() {
      return VfioDeviceContract.this.bind();
    }
  }
}
