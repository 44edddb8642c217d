package io.vfio4j.distribution.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandIT {

  @Test
  void tellsItsVersion() throws IOException, InterruptedException {
    assertTrue(Image.run("--version").ok().getFirst().matches("vfio4j \\d+\\.\\d+\\.\\d+.*"));
  }

  @Test
  void theJvmsWarningsDoNotMixWithWhatIsPrinted(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Map<String, String> odd =
        Map.of("VFIO4J_ARCHIVE", "no", "VFIO4J_JAVA_OPTS", "-Xmx256m -XX:MaxNewSize=1g");
    assertEquals(0, Image.start(odd, out, err, "--version").waitFor());
    assertEquals(1, Files.readAllLines(out).size());
    assertTrue(Files.readString(err).contains("MaxNewSize"), Files.readString(err));
  }

  /** Numbers are written with the digits of the locale, which scripts and a VMM do not read. */
  @Test
  void whatItSaysIsEnglishOnEveryHost(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Map<String, String> show = Map.of("VFIO4J_JAVA_OPTS", "-XshowSettings:locale");
    assertEquals(0, Image.start(show, out, err, "--version").waitFor());
    String settings = Files.readString(out) + Files.readString(err);
    assertTrue(settings.contains("default locale = English (United States)"), settings);
  }

  /** Services and containers have the locale C, and so has whoever names one that is not there. */
  @ParameterizedTest
  @ValueSource(strings = {"C", "xx_XX.UTF-8"})
  void namesThatAreNotAsciiStayWhatTheyAreInEveryLocale(String locale, @TempDir Path folder)
      throws IOException, InterruptedException {
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "cannot name such a file");
    Path here = Files.createDirectory(folder.resolve("\u00e4 \u2603"));
    Map<String, String> environment = Map.of("LC_ALL", locale);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process process = Image.start(here, environment, out, err, "plugin", "new", "acme");
    assertEquals(0, process.waitFor(), () -> read(err));
    assertTrue(Files.exists(here.resolve("acme/pom.xml")));

    Path profile = Files.writeString(here.resolve("\u00fc.json"), "{}");
    process = Image.start(here, environment, out, err, "list", "--host", "sim:\u00fc.json");
    assertEquals(1, process.waitFor());
    assertTrue(read(err).contains("cannot be used: " + profile.getFileName()), () -> read(err));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatCannotBeWrittenIsAFailure(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    Process process = Image.start(Map.of(), Path.of("/dev/full"), err, "list");
    assertEquals(1, process.waitFor());
    String line = "vfio4j: cannot write the output (No space left on device): send it elsewhere";
    assertEquals(List.of(line), Files.readAllLines(err));
  }

  /** A reader that has seen enough, such as head. */
  @Test
  void aReaderThatGoesIsNoFailure(@TempDir Path folder) throws IOException, InterruptedException {
    Path err = folder.resolve("err");
    Process process = Image.builder("list").redirectError(err.toFile()).start();
    process.getInputStream().close();
    assertEquals(0, process.waitFor());
    assertEquals("", read(err));
  }

  @Test
  void listsAFunctionALine() throws IOException, InterruptedException {
    List<String> lines = Image.run("list").ok();

    assertEquals(2, lines.size());
    assertTrue(
        lines.getFirst().matches("0009:01:00\\.0  10de:2342  030200  nvgrace-gpu  id table row .*"),
        lines.getFirst());
    assertTrue(lines.getLast().contains("  passthrough  "), lines.getLast());
  }

  @Test
  void listsAsJsonWithStableNames() throws IOException, InterruptedException, JsonParserException {
    JsonArray list =
        JsonParser.array().from(String.join("\n", Image.run("list", "-o", "json").ok()));

    assertEquals(2, list.size());
    JsonObject gpu = list.getObject(0);
    assertEquals("0009:01:00.0", gpu.getString("address"));
    assertEquals("10de", gpu.getString("vendorId"));
    assertEquals("2342", gpu.getString("deviceId"));
    assertEquals("nvgrace-gpu", gpu.getString("variant"));
    assertEquals("nvgrace", gpu.getString("plugin"));
    assertEquals("id table row 10de:2342", gpu.getString("reason"));
    assertTrue(gpu.isNull("errno"));
  }

  @Test
  void givesADriverMoreIds() throws IOException, InterruptedException {
    List<String> lines = Image.run("explain", "--id", "nvgrace-gpu=1234:5646", "0009:02:00.0").ok();

    assertTrue(
        lines.get(1).matches("  1  nvgrace-gpu +1234:5646 +failed .*BAR 0 has no register.*"),
        lines.get(1));
  }

  @Test
  void givesADriverNoIdThatItHas() throws IOException, InterruptedException {
    String[] list = {"list", "--id", "nvgrace-gpu=10de:2342"};

    assertTrue(Image.run(list).failed(2).contains("table of nvgrace-gpu covers it already"));
  }

  @Test
  void withoutItsPropertiesAGpuIsServedAsItIsAndTheReasonIsKept()
      throws IOException, InterruptedException {
    List<String> lines = Image.run("explain", "--host", "sim:gh200-no-acpi", "0009:01:00.0").ok();

    assertEquals(3, lines.size());
    assertTrue(lines.get(0).contains("  passthrough  "), lines.get(0));
    assertTrue(
        lines.get(1).matches("  1  nvgrace-gpu +10de:2342 +declined .*nvidia,gpu-mem-base-pa.*"),
        lines.get(1));
    assertTrue(lines.get(2).matches("  2  passthrough +\\*:\\* +taken .*"), lines.get(2));
  }

  @Test
  void explainsAsJson() throws IOException, InterruptedException, JsonParserException {
    List<String> lines = Image.run("explain", "-o", "json", "0009:01:00.0").ok();
    JsonArray candidates =
        JsonParser.object().from(String.join("\n", lines)).getArray("candidates");

    assertEquals(2, candidates.size());
    assertEquals("taken", candidates.getObject(0).getString("outcome"));
    assertEquals(2, candidates.getObject(1).getInt("rank"));
    assertEquals("not_tried", candidates.getObject(1).getString("outcome"));
  }

  @Test
  void theOperatorsChoiceIsTaken() throws IOException, InterruptedException {
    List<String> lines = Image.run("list", "--variant", "0009:01:00.0=passthrough").ok();
    assertTrue(lines.getFirst().endsWith("passthrough  named by the operator"), lines.getFirst());
  }

  @Test
  void listsPlugins() throws IOException, InterruptedException, JsonParserException {
    List<String> lines = Image.run("plugins").ok();
    assertEquals(2, lines.size());
    assertTrue(
        lines.getFirst().contains("  loaded   nvgrace-gpu for 10de:2342")
            || lines.getFirst().contains("  loaded  nvgrace-gpu for 10de:2342"),
        lines.getFirst());

    JsonArray json =
        JsonParser.array().from(String.join("\n", Image.run("plugins", "-o", "json").ok()));
    assertEquals("nvgrace", json.getObject(0).getString("id"));
    assertEquals("loaded", json.getObject(0).getString("state"));
  }

  @Test
  void aHostIsAFileToo(@TempDir Path folder) throws IOException, InterruptedException {
    Path profile = folder.resolve("mine.json");
    Files.writeString(
        profile,
        """
        { "description": "one function", "functions": [ {
            "address": "0000:03:00.0",
            "ids": { "vendor": "0x1234", "device": "0x0001", "class": "0xff0000" },
            "bars": [ { "index": 0, "kind": "memory-32", "size": "4KiB" } ] } ] }
        """);
    List<String> lines = Image.run("list", "--host", "sim:" + profile).ok();
    assertEquals(1, lines.size());
    assertTrue(lines.getFirst().startsWith("0000:03:00.0  1234:0001  ff0000  passthrough"));

    Files.writeString(profile, "{ \"functions\": 3 }");
    assertTrue(Image.run("list", "--host", "sim:" + profile).failed(1).contains("mine.json"));
  }

  @Test
  void whatIsNotThereEndsWith3() throws IOException, InterruptedException {
    assertTrue(Image.run("explain", "0009:07:00.0").failed(3).contains("no function 0009:07:00.0"));
    assertTrue(Image.run("list", "--host", "sim:gh300").failed(3).contains("gh200-96g"));
    assertTrue(Image.run("list", "--host", "sim:no/such.json").failed(3).contains("no/such.json"));
    assertTrue(Image.run("list", "--set", "nvgrce.sizing=x").failed(3).contains("'nvgrce'"));
    assertTrue(Image.run("list", "--variant", "0009:01:00.0=acme").failed(3).contains("'acme'"));
    assertTrue(Image.run("plugins", "--plugins", "no/such").failed(3).contains("no/such"));
  }

  @Test
  void aSettingIsMadeByTheNameOfThePluginOrOfItsDriver() throws IOException, InterruptedException {
    for (String name : new String[] {"nvgrace", "nvgrace-gpu"}) {
      List<String> lines = Image.run("list", "--set", name + ".bar-sizing=odd").ok();
      assertTrue(lines.getFirst().contains("bar-sizing is 'odd'"), lines.getFirst());
    }
  }

  @Test
  void aSettingThatNoDriverAsksForIsToldOf() throws IOException, InterruptedException {
    Image.Run misspelt = Image.run("list", "--set", "nvgrace.bar-sizng=v17");
    assertEquals(0, misspelt.exit());
    assertEquals(1, misspelt.err().size(), () -> String.join("\n", misspelt.err()));
    String told = misspelt.err().getFirst();
    assertTrue(told.contains("setting nvgrace.bar-sizng has no effect"), told);
    Image.run("list", "--set", "nvgrace.bar-sizing=v17").ok();
  }

  @Test
  void whatMakesNoSenseEndsWith2() throws IOException, InterruptedException {
    assertTrue(Image.run().failed(2).contains("a command is missing: there are acpi, contract"));
    assertTrue(Image.run("list", "--bogus").failed(2).contains("--bogus"));
    assertTrue(Image.run("list", "@x").failed(2).contains("'@x' is one argument too many"));
    assertTrue(Image.run("explain", "01:00").failed(2).contains("01:00"));
    assertTrue(Image.run("list", "-o", "xml").failed(2).contains("xml"));
    assertTrue(Image.run("list", "--set", "x=1").failed(2).contains("NAME.KEY"));
    assertTrue(Image.run("serve").failed(2).contains("--socket-dir"));
    String[] impatient = {"serve", "--socket-dir", "no/such", "--poll", "-1"};
    assertTrue(Image.run(impatient).failed(2).contains("--poll -1"));
  }

  @Test
  void theDemoPassesAllItsChecks() throws IOException, InterruptedException {
    List<String> lines = Image.run("demo").ok();

    assertTrue(lines.getLast().matches("\\d+ checks, 0 failed, in \\d+ ms"), lines.getLast());
    assertTrue(lines.stream().noneMatch(line -> line.contains("FAIL")));
    assertTrue(lines.stream().anyMatch(line -> line.contains("usemem 95 GiB")));
    assertTrue(lines.stream().allMatch(line -> line.length() <= 110), "too wide");
    assertTrue(lines.stream().noneMatch(line -> line.contains("\u001b")), "colours in a file");
  }

  @Test
  void theDemoLooksAtNothingThatAFunctionHasNot(@TempDir Path folder)
      throws IOException, InterruptedException {
    String profile =
        """
        {"description": "little", "functions": [
          {"address": "0000:01:00.0", "ids": {"vendor": "0x1234", "device": 1, "class": "0xff0000"}},
          {"address": "0000:02:00.0", "ids": {"vendor": "0x1234", "device": 2, "class": "0xff0000"},
           "resettable": false,
           "bars": [{"index": 2, "kind": "memory-64", "size": "64KiB", "prefetchable": true,
                     "mappable": [{"offset": 0, "size": "8KiB"}]}]}]}
        """;
    Path file = Files.writeString(folder.resolve("little.json"), profile);
    List<String> lines = Image.run("demo", "--host", "sim:" + file).ok();
    assertTrue(lines.getLast().contains(" checks, 0 failed"), lines.getLast());
    assertTrue(lines.stream().anyMatch(line -> line.contains("BAR 2 memory")));
    assertTrue(lines.stream().noneMatch(line -> line.matches(" *ok +(fire|.*tail).*")));
    assertEquals(1, lines.stream().filter(line -> line.matches(" *ok +reset.*")).count());
  }

  @Test
  void theDemoPassesOnEveryBuiltInHost() throws IOException, InterruptedException {
    for (String host : List.of("gh200-144g", "gb200", "gh200-no-acpi")) {
      List<String> lines = Image.run("demo", "--host", "sim:" + host).ok();
      assertTrue(lines.getLast().contains(" checks, 0 failed"), lines.getLast());
      boolean resmem = lines.stream().anyMatch(line -> line.contains("resmem"));
      assertEquals(host.equals("gh200-144g"), resmem, host);
    }
  }
}
