package io.vfio4j.distribution.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.core.binding.Binding;
import io.vfio4j.core.binding.Candidate;
import io.vfio4j.core.binding.CatalogDriver;
import io.vfio4j.core.binding.Origin;
import io.vfio4j.core.binding.Outcome;
import io.vfio4j.core.host.sim.SimHost;
import io.vfio4j.core.host.sim.SimHosts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplainTest {
  private static final PciMatch GPU = PciMatch.device(0x10de, 0x2342);

  private record Named(String name, PciMatch row) implements VariantDriver {
    @Override
    public List<PciMatch> idTable() {
      return List.of(row);
    }

    @Override
    public VfioDevice probe(DeviceContext context) {
      throw new AssertionError("nobody is bound here");
    }

    Candidate candidate(int rank, Outcome outcome, String reason, Candidate... wrapped) {
      CatalogDriver driver = CatalogDriver.of(this, new Origin(name, "1.0.0", name + ".jar"));
      return new Candidate(driver, row, rank, outcome, reason, List.of(wrapped));
    }
  }

  private static final Candidate PASSTHROUGH =
      new Named("passthrough", PciMatch.any())
          .candidate(2, Outcome.TAKEN, "id table row *:*, wrapped by trace");
  private static final Candidate NVGRACE =
      new Named("nvgrace-gpu", GPU).candidate(1, Outcome.DECLINED, "no memory");
  private static final Candidate TRACE =
      new Named("trace", PciMatch.none())
          .candidate(1, Outcome.TAKEN, "named by the operator", NVGRACE, PASSTHROUGH);

  @Test
  void theVariantsThatOneWrapsAreBelowIt() {
    assertEquals(
        List.of(
            "0009:01:00.0  10de:2342  030200  trace  it is so",
            "  1  trace          -          taken     trace.jar        named by the operator",
            "  1    nvgrace-gpu  10de:2342  declined  nvgrace-gpu.jar  no memory",
            "  2    passthrough  *:*        taken     passthrough.jar  id table row *:*, wrapped by"
                + " trace"),
        explained(FunctionText::explain));
  }

  @Test
  void inJsonTheyAreInsideIt() {
    JsonArray candidates = explained(FunctionJson::explained).getArray("candidates");
    assertEquals(1, candidates.size());
    JsonArray wraps = ((JsonObject) candidates.getFirst()).getArray("wraps");
    assertEquals(2, wraps.size());
    JsonObject first = wraps.getObject(0);
    assertEquals("nvgrace-gpu", first.getString("driver"));
    assertEquals("declined", first.getString("outcome"));
    assertEquals(List.of(), first.getArray("wraps"));
  }

  private interface Output<T> {
    T of(Binding binding);
  }

  private static <T> T explained(Output<T> output) {
    try (SimHost host = SimHosts.open("sim:gh200-96g")) {
      return output.of(
          new Binding(
              host.functions().getFirst(),
              List.of(TRACE),
              Optional.empty(),
              Optional.empty(),
              "it is so"));
    }
  }
}
