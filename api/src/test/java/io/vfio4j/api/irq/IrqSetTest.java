package io.vfio4j.api.irq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IrqSetTest {

  @Test
  void noneGoesWithAnyCount() {
    assertEquals(
        7, new IrqSet(IrqIndex.MSIX, 1, 7, IrqAction.TRIGGER, new IrqSet.Data.None()).count());
  }

  @Test
  void thereIsAnEntryForEachVector() {
    IrqSet.Data one = new IrqSet.Data.EventFds(List.of(Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new IrqSet(IrqIndex.MSIX, 0, 2, IrqAction.TRIGGER, one));
    IrqSet.Data two = new IrqSet.Data.Bools(List.of(true, false));
    assertEquals(2, new IrqSet(IrqIndex.MSIX, 0, 2, IrqAction.TRIGGER, two).data().size());
  }

  @Test
  void theRangeDoesNotWrap() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new IrqSet(IrqIndex.MSI, Integer.MAX_VALUE, 1, IrqAction.MASK, new IrqSet.Data.None()));
  }
}
