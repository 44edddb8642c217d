package io.vfio4j.distribution.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.pci.PciAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ArgumentsTest {

  private static Arguments given(String line) {
    return Parser.parse(new Sample(_ -> {}).usage(), ("--file f days " + line).strip().split(" "));
  }

  private static void assertWrong(String message, Executable reading) {
    assertEquals(message, assertThrows(WrongUsage.class, reading).getMessage());
  }

  @Test
  void whatIsNotGivenIsTheDefaultOrNothing() {
    assertEquals("here", given("").value(Sample.HOST).text());
    assertFalse(given("").has(Sample.HOST));
    assertEquals(Optional.empty(), given("").optional(Sample.UNIT));
    assertThrows(NoSuchElementException.class, () -> given("").value(Sample.UNIT));
  }

  @Test
  void whatIsGivenTwiceIsNotGuessed() {
    Arguments twice = given("--host a --host=b");
    assertWrong("--host is given 2 times: give it once", () -> twice.value(Sample.HOST));
    assertEquals(List.of("a", "b"), twice.values(Sample.HOST).stream().map(Value::text).toList());
  }

  @Test
  void pairsKeepTheirOrderAndTheLastOfANameCounts() {
    Map<String, String> pairs = given("--set b=1 --set a= --set=c=x=y --set b=2").pairs(Sample.SET);
    assertEquals(List.of("b", "a", "c"), List.copyOf(pairs.keySet()));
    assertEquals(Map.of("b", "2", "a", "", "c", "x=y"), pairs);
  }

  @Test
  void aPairWithoutANameOrAnEqualsSignIsWrong() {
    for (String pair : List.of("a", "=b")) {
      assertWrong(
          "--set '" + pair + "' is not of the form NAME=VALUE",
          () -> given("--set " + pair).pairs(Sample.SET));
    }
  }

  private static Value value(String text) {
    return new Value("--x", text);
  }

  @Test
  void aNumberIsWithinItsRange() {
    assertEquals(0, value("0").number(0, 10));
    assertEquals(10, value("10").number(0, 10));
    for (String none : List.of("-1", "11", "x", "", "1.5", "99999999999")) {
      assertWrong(
          "--x " + none + " is no whole number from 0 to 10", () -> value(none).number(0, 10));
    }
  }

  @Test
  void otherTypes() {
    assertEquals(Path.of("a/b"), value("a/b").path());
    assertEquals(new PciAddress(9, 1, 0, 0), value("0009:01:00.0").address());
    UUID uuid = UUID.randomUUID();
    assertEquals(uuid, value(uuid.toString()).uuid());
    assertEquals(uuid, value(uuid.toString().toUpperCase(Locale.ROOT)).uuid());
    assertEquals("512m", value("512m").memorySize());
    assertEquals(Sample.Unit.DAYS, value("dAYs").oneOf(Sample.Unit.values()));
    assertEquals(List.of(value("a"), value("b")), value("a,b").split());
  }

  @Test
  void whatIsNoneOfItsTypeIsNamedWithItsOption() {
    assertWrong(
        "--x: '01:00' is not a PCI address such as 0000:01:00.0", () -> value("01:00").address());
    for (String none : List.of("z", "1-1-1-1-1")) {
      assertWrong(
          "--x '" + none + "' is no UUID such as 2f3c1b9e-7d54-4e0a-9c86-51d0a7e4b3f8",
          () -> value(none).uuid());
    }
    for (String none : List.of("", "2048", "0G", "2 G", "2GB", "lots")) {
      assertWrong("--x '" + none + "' is no size such as 2G", () -> value(none).memorySize());
    }
    assertWrong("--x '' is no path: it is empty", () -> value("").path());
    assertWrong("--x '\0' is no path: Nul character not allowed", () -> value("\0").path());
  }
}
