package io.vfio4j.distribution.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCellAndTheLastIsFree() {
    Table table = new Table().row("a", "bbb", "a long reason").row("aaaa", "b", "").row("-");
    assertEquals(List.of("a     bbb  a long reason", "aaaa  b", "-"), table.lines());
  }

  @Test
  void anEmptyTableHasNoLines() {
    assertEquals(List.of(), new Table().lines());
  }
}
