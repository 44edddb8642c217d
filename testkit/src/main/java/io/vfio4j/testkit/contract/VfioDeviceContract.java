package io.vfio4j.testkit.contract;

import io.vfio4j.testkit.SimulatedDevice;
import org.junit.jupiter.api.Nested;

/**
 * The whole contract.
 *
 * <pre>{@code
 * class AcmeContractTest extends VfioDeviceContract {
 *   @Override
 *   protected SimulatedDevice bind() {
 *     return SimulatedDevice.bind("acme.json", new AcmeDriver());
 *   }
 * }
 * }</pre>
 *
 * @since 0.1
 */
public abstract class VfioDeviceContract {

  /** For subclasses. */
  protected VfioDeviceContract() {}

  /** Binds the driver under test to a function, anew for each rule, which closes it. */
  protected abstract SimulatedDevice bind();

  @Nested
  class Regions extends RegionContract {
    @Override
    protected SimulatedDevice bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class Mmap extends MmapContract {
    @Override
    protected SimulatedDevice bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class Interrupts extends IrqContract {
    @Override
    protected SimulatedDevice bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class Reset extends ResetContract {
    @Override
    protected SimulatedDevice bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class ConfigSpace extends ConfigSpaceContract {
    @Override
    protected SimulatedDevice bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class Features extends FeatureContract {
    @Override
    protected SimulatedDevice bind() {
      return VfioDeviceContract.this.bind();
    }
  }

  @Nested
  class Lifecycle extends LifecycleContract {
    @Override
    protected SimulatedDevice bind() {
      return VfioDeviceContract.this.bind();
    }
  }
}
