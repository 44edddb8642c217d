package io.vfio4j.core.host.acpi;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.host.acpi.aml.AmlObject;
import io.vfio4j.core.host.acpi.aml.AmlObjects;
import io.vfio4j.core.host.acpi.aml.Findings;
import io.vfio4j.core.host.acpi.aml.NamePath;
import io.vfio4j.core.host.acpi.aml.TableLoader;
import io.vfio4j.core.host.acpi.aml.TablePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each _DSD has the value to which ACPICA, the kernel's own interpreter, evaluates it. */
final class OracleTest {
  private static final int SEEDS = 12;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gh200-96g", "gh200-144g", "gb200"})
  void theTablesOfProfiles(String name) throws IOException, InterruptedException {
    assertEquals(1, compare(List.of(Tables.PROFILES.resolve(name + ".aml"))));
  }

  @Test
  void anSsdtWithTheDsdtThatItAddsTo() throws IOException, InterruptedException {
    Path dsdt = Tables.TESTS.resolve("host-dsdt.aml");
    assertEquals(2, compare(List.of(dsdt, Tables.TESTS.resolve("gpu-ssdt.aml"))));
  }

  @Test
  void tablesMadeUpFromSeeds() throws IOException, InterruptedException {
    AcpiTool compiler = AcpiTool.named("iasl");
    int compared = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      AslSource source = new AslSource(seed);
      Files.writeString(folder.resolve("seed.asl"), source.text());
      String output = compiler.run(folder, List.of("-p", "seed", "seed.asl"));
      assertFalse(output.contains("Error "), output);
      int devices = compare(List.of(folder.resolve("seed.aml")));
      assertEquals(source.paths().size(), devices, "seed " + seed);
      compared += devices;
    }
    assertTrue(compared >= SEEDS, "hardly any device to compare");
  }

  /** Compares all of the tables' devices, and says how many there were. */
  private int compare(List<Path> tables) throws IOException, InterruptedException {
    List<AmlObject> objects =
        load(tables).all().stream()
            .filter(object -> object.path().lastSegment().equals("_DSD"))
            .toList();
    List<String> evaluations = evaluate(tables, objects);
    for (int i = 0; i < objects.size(); i++) {
      AmlObject object = objects.get(i);
      String evaluation = evaluations.get(i);
      assertTrue(evaluation.startsWith(object.path() + " returned object"), evaluation);
      List<String> ours = Evaluation.of(object.value().orElseThrow());
      assertEquals(Evaluation.of(evaluation), ours, object.path()::toString);
    }
    return objects.size();
  }

  /** All in one run, as each begins with a wait of a second. */
  private List<String> evaluate(List<Path> tables, List<AmlObject> objects)
      throws IOException, InterruptedException {
    String commands =
        objects.stream().map(object -> "evaluate " + object.path()).collect(joining(";"));
    List<String> arguments = new ArrayList<>(List.of("-b", commands));
    tables.forEach(table -> arguments.add(table.toAbsolutePath().toString()));
    String output = AcpiTool.named("acpiexec").run(folder, arguments);
    List<String> evaluations = List.of(output.split("\nEvaluation of ", -1));
    assertEquals(objects.size(), evaluations.size() - 1, output);
    return evaluations.subList(1, evaluations.size());
  }

  private static AmlObjects load(List<Path> tables) throws IOException {
    AmlObjects objects = new AmlObjects();
    Findings findings = new Findings();
    boolean wide = Files.readAllBytes(tables.getFirst())[8] >= 2;
    for (Path table : tables) {
      TablePosition body = new TablePosition("test", table.toString(), 36);
      TableLoader.load(body, Files.readAllBytes(table), wide, objects, findings);
    }
    assertEquals(List.of(), findings.list());
    return objects;
  }

  @Test
  void theInterpreterLosesTheUpperBitsOfATableOfRevision1AsWeDo()
      throws IOException, InterruptedException {
    byte[] device = Aml.device("DEV0", Aml.properties(Aml.pair("k", Aml.qword(0x12_3456_789aL))));
    byte[] dsdt = Aml.table("DSDT", 1, device);
    Files.write(folder.resolve("narrow.aml"), dsdt);
    String output =
        AcpiTool.named("acpiexec").run(folder, List.of("-b", "evaluate \\DEV0._DSD", "narrow.aml"));
    AcpiDevice ours = Tables.read(dsdt).device(NamePath.parse("DEV0")).orElseThrow();
    List<String> value = Evaluation.of(ours.properties().getFirst().value());
    assertEquals(value, List.of(Evaluation.of(output).getLast()));
  }
}
