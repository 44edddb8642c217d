package io.vfio4j.core.vmm.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.host.sim.SimHost;
import io.vfio4j.core.host.sim.SimHosts;
import io.vfio4j.core.pci.VfTokens;
import io.vfio4j.core.pci.VfioPciCore;
import io.vfio4j.core.pci.irq.FakeNotifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IrqSetterTest {
  private final SimHost host = SimHosts.open("sim:gh200-96g");
  private final VfioPciCore device =
      new VfioPciCore(host.functions().getLast(), new IovaSpace(), Runnable::run, new VfTokens());
  private final IrqSetter setter = new IrqSetter(device);
  private final FakeNotifier trigger = new FakeNotifier();

  @BeforeEach
  void turnPinOn() {
    device.open();
    set(IrqAction.TRIGGER, trigger);
  }

  @AfterEach
  void close() {
    device.close();
    host.close();
  }

  private void set(IrqAction action, FakeNotifier notifier) {
    IrqSet.Data data = new IrqSet.Data.EventFds(List.of(Optional.of(notifier)));
    setter.set(new IrqSet(IrqIndex.INTX, 0, 1, action, data));
  }

  @Test
  void letsASecondEventFdUnmaskInPlaceOfTheFirst() {
    FakeNotifier first = new FakeNotifier();
    FakeNotifier second = new FakeNotifier();
    set(IrqAction.UNMASK, first);
    set(IrqAction.UNMASK, second);
    assertTrue(first.closed());
    assertFalse(second.closed());

    host.functions().getLast().raiseInterrupt(0);
    assertEquals(1, trigger.takeSignals());
    second.signalFromClient();
    assertEquals(1, trigger.takeSignals(), "the pin is still up");
  }

  @Test
  void tellsOfAnyOtherFailure() {
    FakeNotifier unwatchable = FakeNotifier.unwatchable();
    VfioException thrown =
        assertThrows(VfioException.class, () -> set(IrqAction.UNMASK, unwatchable));
    assertEquals(Errno.ENOSPC, thrown.errno());
  }
}
