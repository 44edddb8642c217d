package io.vfio4j.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.vfio4j.api.VfioDevice;
import io.vfio4j.testkit.CoreDriver;
import io.vfio4j.testkit.SimulatedDevice;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule here is broken by the device beside it, and kept by one that is right. */
class ContractTest {
  private static CoreDriver driver = CoreDriver.plain();

  private static final class Regions extends RegionContract {
    @Override
    protected SimulatedDevice bind() {
      return gpu();
    }
  }

  private static final class Mappings extends MmapContract {
    @Override
    protected SimulatedDevice bind() {
      return gpu();
    }
  }

  private static final class Interrupts extends IrqContract {
    @Override
    protected SimulatedDevice bind() {
      return gpu();
    }
  }

  private static final class Resets extends ResetContract {
    @Override
    protected SimulatedDevice bind() {
      return gpu();
    }
  }

  private static final class Config extends ConfigSpaceContract {
    @Override
    protected SimulatedDevice bind() {
      return gpu();
    }
  }

  private static final class Features extends FeatureContract {
    @Override
    protected SimulatedDevice bind() {
      return gpu();
    }
  }

  private static final class Lifecycle extends LifecycleContract {
    @Override
    protected SimulatedDevice bind() {
      return gpu();
    }
  }

  private static SimulatedDevice gpu() {
    return SimulatedDevice.bind("gh200-96g", driver);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        rule(
            "R1",
            new Regions(),
            RegionContract::required_R1_everyRegionAnswersByItsOwnIndex,
            WrongDevices::answersForAnotherRegion),
        rule(
            "R2",
            new Regions(),
            RegionContract::required_R2_anIndexThatIsNotCountedIsEinval,
            WrongDevices::knowsEveryRegion),
        rule(
            "R3",
            new Regions(),
            RegionContract::required_R3_readPastTheRegionEndIsEinval,
            WrongDevices::readsForEver),
        rule(
            "R5",
            new Regions(),
            RegionContract::required_R5_readAcrossTheRegionEndIsShort,
            WrongDevices::clipsNothing),
        rule(
            "R6",
            new Regions(),
            RegionContract::required_R6_writeAcrossTheRegionEndIsShort,
            WrongDevices::writesLikeItReads),
        rule(
            "M3",
            new Mappings(),
            MmapContract::required_M3_theMappingShowsWhatIsWrittenToTheRegion,
            WrongDevices::mapsTheWrongPage),
        rule(
            "M5",
            new Mappings(),
            MmapContract::required_M5_aPrivateMappingIsEinval,
            WrongDevices::mapsPrivately),
        rule(
            "I1",
            new Interrupts(),
            IrqContract::required_I1_everyIrqAnswersByItsOwnIndex,
            WrongDevices::countsOneIrqIndexTooFew),
        rule(
            "I3",
            new Interrupts(),
            IrqContract::required_I3_firingAVectorSignalsItsEventfd,
            WrongDevices::signalsNothing),
        rule(
            "I6",
            new Interrupts(),
            IrqContract::required_I6_aSetThatFailsLeavesItsEventfdsToTheCaller,
            WrongDevices::closesWhatIsNotItsOwn),
        rule(
            "S3",
            new Resets(),
            ResetContract::required_S3_eventfdsOutliveAReset,
            WrongDevices::turnsInterruptsOffAtReset),
        rule(
            "C2",
            new Config(),
            ConfigSpaceContract::required_C2_theFunctionIsWhatItIs,
            WrongDevices::isAnotherFunction),
        rule(
            "C4",
            new Config(),
            ConfigSpaceContract::required_C4_barsSizeAsLargeAsTheirRegions,
            WrongDevices::hasTwiceTheRegion),
        rule(
            "C6",
            new Config(),
            ConfigSpaceContract::required_C6_writeInPiecesIsLikeOneWrite,
            WrongDevices::takesRegistersWholeOnly),
        rule(
            "F2",
            new Features(),
            FeatureContract::required_F2_anUnknownIoctlIsEnotty,
            WrongDevices::takesEveryIoctl),
        rule(
            "L2",
            new Lifecycle(),
            LifecycleContract::required_L2_theNextClientFindsTheSameRegions,
            WrongDevices::shrinksForTheNextClient));
  }

  private static <C extends DeviceContract> Arguments rule(
      String name, C contract, Consumer<? super C> rule, UnaryOperator<VfioDevice> wrong) {
    Runnable check = () -> rule.accept(contract);
    return argumentSet(name, contract, check, wrong);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isBrokenByADeviceThatIsWrong(
      DeviceContract contract, Runnable rule, UnaryOperator<VfioDevice> wrong) {
    driver = new CoreDriver(wrong);
    AssertionError failure =
        assertThrows(AssertionError.class, () -> run(contract, rule), "nobody noticed");
    assertTrue(failure.getMessage().length() > 10, "a failure says what to look at first");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void isKeptByADeviceThatIsRight(
      DeviceContract contract, Runnable rule, UnaryOperator<VfioDevice> wrong) {
    driver = CoreDriver.plain();
    run(contract, rule);
  }

  private static void run(DeviceContract contract, Runnable rule) {
    contract.openDevice();
    try {
      rule.run();
    } finally {
      contract.closeDevice();
    }
  }
}
