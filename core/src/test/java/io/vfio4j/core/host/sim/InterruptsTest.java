package io.vfio4j.core.host.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.host.InterruptListener;
import io.vfio4j.core.host.sim.config.ConfigEvents;
import io.vfio4j.core.host.sim.config.HardwareConfig;
import io.vfio4j.core.host.sim.irq.Interrupts;
import io.vfio4j.core.host.sim.irq.PendingBits;
import io.vfio4j.core.host.sim.profile.Profile;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptsTest {
  private final PlainFunction plain = new PlainFunction();

  @AfterEach
  void close() {
    plain.close();
  }

  @Test
  void msixDeliversTheVectorThatIsWritten() {
    plain.enableMsix();
    plain.raise(0);
    plain.raise(7);
    assertEquals(List.of(0, 7), plain.listener.delivered);
    assertEquals(0, plain.pending());
  }

  @Test
  void vectorThatThereIsNotDoesNothing() {
    plain.enableMsix();
    plain.raise(8);
    plain.raise(-1);
    assertEquals(List.of(), plain.listener.delivered);
    assertEquals(0, plain.pending());
  }

  @Test
  void msixThatIsNotDeliveredIsInThePendingBits() {
    plain.enableMsix();
    plain.listener.taking = false;
    plain.raise(3);
    plain.raise(3);
    assertEquals(1 << 3, plain.pending());
    assertEquals(1 << 3, plain.bar(4).read(PlainFunction.PBA, 4));
    assertEquals(0, plain.bar(4).read(PlainFunction.PBA + 4, 4));
    assertEquals(1 << 3, plain.bar(4).read(PlainFunction.PBA, 1));
  }

  @Test
  void pendingVectorIsSentOnceItIsUnmasked() {
    plain.enableMsix();
    plain.listener.taking = false;
    plain.raise(3);
    plain.function.vectorUnmasked(3);
    assertEquals(1 << 3, plain.pending());
    plain.listener.taking = true;
    plain.function.vectorUnmasked(2);
    plain.function.vectorUnmasked(3);
    plain.function.vectorUnmasked(3);
    assertEquals(List.of(3), plain.listener.delivered);
    assertEquals(0, plain.pending());
  }

  @Test
  void unmaskingBetweenTheRefusalAndThePendingBitLosesNothing() {
    plain.enableMsix();
    plain.listener.taking = false;
    InterruptListener refusesTheFirst =
        (kind, vector) -> {
          boolean taken = plain.listener.interrupt(kind, vector);
          if (!taken) {
            plain.listener.taking = true;
            plain.function.vectorUnmasked(vector);
          }
          return taken;
        };
    plain.function.attach(refusesTheFirst, plain.guest, plain.worker::add);
    plain.raise(6);
    assertEquals(List.of(6), plain.listener.delivered);
    assertEquals(0, plain.pending());
  }

  /** The bits' mirror is told once the vector is pending, which is when the other thread comes. */
  @Test
  void unmaskingOnceItIsPendingDeliversItOnce() {
    Profile profile = plain.host.profile();
    HardwareConfig config = new HardwareConfig(profile.functions().get(1), new NoEvents());
    config.write(PlainFunction.MSIX_CONTROL, 2, 0x8000);
    AtomicReference<Interrupts> interrupts = new AtomicReference<>();
    PendingBits.Mirror unmasksIt =
        (_, bits) -> {
          if (bits != 0) {
            plain.listener.taking = true;
            interrupts.get().unmasked(6);
          }
        };
    interrupts.set(new Interrupts(config, true, 0, false, new PendingBits(8, unmasksIt)));
    interrupts.get().attach(plain.listener);
    plain.listener.taking = false;
    interrupts.get().raise(6);
    assertEquals(List.of(6), plain.listener.delivered);
  }

  private static final class NoEvents implements ConfigEvents {
    @Override
    public boolean pinAsserted() {
      return false;
    }

    @Override
    public int msiPending() {
      return 0;
    }

    @Override
    public void functionReset() {}

    @Override
    public void messagesChanged() {}
  }

  @Test
  void listenerIsToldTheKindThatConfigSpaceSays() {
    plain.raise(0);
    plain.function.vectorUnmasked(0);
    plain.enableMsi();
    plain.raise(0);
    plain.function.configWrite(PlainFunction.MSIX_CONTROL, 2, 0x8000);
    plain.raise(0);
    assertEquals(
        List.of(InterruptKind.PIN, InterruptKind.PIN, InterruptKind.MSI, InterruptKind.MSI_X),
        plain.listener.kinds);
  }

  @Test
  void aVariantInterruptsNobodyWhileNobodyIsThere() {
    plain.function.detach();
    plain.function.raiseInterrupt(0);
    assertFalse(plain.function.pinAsserted());
  }

  @Test
  void pendingBitsCannotBeWritten() {
    plain.enableMsix();
    plain.listener.taking = false;
    plain.raise(1);
    plain.bar(4).write(PlainFunction.PBA, 8, 0);
    assertEquals(2, plain.pending());
  }

  @Test
  void pendingBitsOutliveDisablingAndTheClientButNotAReset() {
    plain.enableMsix();
    plain.listener.taking = false;
    plain.raise(1);
    plain.function.configWrite(PlainFunction.MSIX_CONTROL, 2, 0);
    plain.function.detach();
    assertEquals(2, plain.pending());
    plain.function.reset();
    assertEquals(0, plain.pending());
  }

  @Test
  void functionMaskKeepsVectorsBackUntilItGoes() {
    plain.function.configWrite(PlainFunction.MSIX_CONTROL, 2, 0xc000);
    plain.raise(5);
    assertEquals(List.of(), plain.listener.delivered);
    assertEquals(1 << 5, plain.pending());
    plain.enableMsix();
    assertEquals(List.of(5), plain.listener.delivered);
    assertEquals(0, plain.pending());
  }

  @Test
  void msiHasMaskAndPendingBitsInConfigSpace() {
    plain.enableMsi();
    plain.function.configWrite(0x58, 4, 0xffff_ffff);
    assertEquals(0xf, plain.function.configRead(0x58, 4), "as many mask bits as vectors");
    plain.raise(2);
    assertEquals(4, plain.function.configRead(0x5c, 4));
    plain.function.configWrite(0x58, 4, 0xb);
    assertEquals(List.of(2), plain.listener.delivered);
    assertEquals(0, plain.function.configRead(0x5c, 4));
  }

  @Test
  void msiHasTheVectorsThatItsCapabilitySays() {
    plain.enableMsi();
    plain.raise(4);
    plain.listener.taking = false;
    plain.raise(4);
    assertEquals(List.of(), plain.listener.delivered);
    assertEquals(0, plain.function.configRead(0x5c, 4));
  }

  @Test
  void msiThatIsNotDeliveredStaysPending() {
    plain.enableMsi();
    plain.listener.taking = false;
    plain.raise(1);
    assertEquals(2, plain.function.configRead(0x5c, 4));
    assertEquals(0, plain.pending(), "of MSI-X");
    plain.listener.taking = true;
    plain.function.vectorUnmasked(1);
    assertEquals(List.of(1), plain.listener.delivered);
  }

  @Test
  void pinIsALevelThatLastsUntilItIsAcknowledged() {
    plain.raise(5);
    plain.raise(0);
    assertEquals(List.of(0), plain.listener.delivered);
    assertTrue(plain.function.pinAsserted());
    assertEquals(0x0018, plain.function.configRead(6, 2), "status: capabilities, interrupt");
    assertEquals(1, plain.bar(0).read(PlainFunction.ACKNOWLEDGE, 4));
    plain.bar(0).write(PlainFunction.ACKNOWLEDGE, 4, 0);
    assertFalse(plain.function.pinAsserted());
    assertEquals(0x0010, plain.function.configRead(6, 2));
    plain.raise(0);
    assertEquals(List.of(0, 0), plain.listener.delivered);
  }

  @Test
  void pinThatIsStillAssertedIsSentAgainWhenUnmasked() {
    plain.raise(0);
    plain.function.vectorUnmasked(0);
    assertEquals(List.of(0, 0), plain.listener.delivered);
    plain.function.reset();
    assertFalse(plain.function.pinAsserted());
    plain.function.vectorUnmasked(0);
    assertEquals(List.of(0, 0), plain.listener.delivered);
  }

  @Test
  void whatAVariantRaisesGoesTheFunctionsOwnWay() {
    plain.function.raiseInterrupt(3);
    assertTrue(plain.function.pinAsserted());
    plain.function.lowerInterrupt();
    assertFalse(plain.function.pinAsserted());

    plain.enableMsix();
    plain.listener.taking = false;
    plain.function.raiseInterrupt(3);
    assertEquals(1 << 3, plain.pending());
    plain.listener.taking = true;
    plain.function.vectorUnmasked(3);
    assertEquals(List.of(0, 3), plain.listener.delivered);
  }

  @Test
  void nobodyIsInterruptedWithoutAClient() {
    plain.enableMsix();
    plain.function.detach();
    plain.raise(0);
    assertEquals(List.of(), plain.listener.delivered);
    assertEquals(1, plain.pending());
  }
}
