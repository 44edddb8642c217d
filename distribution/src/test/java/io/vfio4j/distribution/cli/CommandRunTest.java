package io.vfio4j.distribution.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandRunTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Consumer<Arguments> what, String line) {
    Streams streams = new Streams(new PrintWriter(out, true), new PrintWriter(err, true));
    String[] words = line.isEmpty() ? new String[0] : line.split(" ");
    return new CommandRun(streams, () -> "all 1.0").execute(new SampleGroup("all", what), words);
  }

  private int run(String line) {
    return run(_ -> {}, line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          sample --file f hours                ; HOURS []
          sample --file=f Days 1 2             ; DAYS [1, 2]
          sample days 1 --file f 2             ; DAYS [1, 2]
          sample --file f -- days --host -h    ; DAYS [--host, -h]
          sample --file f -host days days 1    ; DAYS [1]
          sample --file f days @x -            ; DAYS [@x, -]
          inner sample --file f days           ; DAYS []
          --debug inner --debug sample --file f --debug days --debug ; DAYS []
          """)
  void readsWhatIsWellFormed(String line, String printed) {
    assertEquals(0, run(line), err::toString);
    assertEquals(printed, out.toString().strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ''                               ; all        ; a command is missing: there are sample, inner
          inner                            ; all inner  ; a command is missing: there are sample, inner
          sampel                           ; all        ; unknown command 'sampel', perhaps sample: there are sample, inner
          x                                ; all        ; unknown command 'x': there are sample, inner
          --debgu sample                   ; all        ; unknown option '--debgu', perhaps --debug
          --debug=on sample                ; all        ; --debug takes no value: write --debug
          sample days                      ; all sample ; missing: (--folder DIR | --file FILE)
          sample --file f --folder d days  ; all sample ; --folder cannot be given with --file
          sample --file f                  ; all sample ; UNIT is missing
          sample --file f days --hots h    ; all sample ; unknown option '--hots', perhaps --host
          sample --file f days --hos=h     ; all sample ; unknown option '--hos', perhaps --host
          sample --file f days -x          ; all sample ; unknown option '-x'
          sample --file f days -hello      ; all sample ; unknown option '-hello'
          sample --file f days -Vfoo       ; all sample ; unknown option '-Vfoo'
          -hello sample                    ; all        ; unknown option '-hello'
          sample --file f days --host      ; all sample ; --host needs a value: write --host HOST
          sample --host --file f days      ; all sample ; --host needs a value: write --host HOST
          sample --file f days --help=me   ; all sample ; --help takes no value: write --help
          sample --file f years            ; all sample ; UNIT 'years' is none of HOURS, DAYS
          inner sample --file f            ; all inner sample ; UNIT is missing
          """)
  void whatIsWrongIsOneLineThatSaysWhatCanBeWritten(String line, String command, String wrong) {
    assertEquals(2, run(line));
    assertEquals("", out.toString());
    assertEquals(
        "vfio4j: " + wrong + "; see '" + command + " --help'", err.toString().stripTrailing());
  }

  @Test
  void aValueMayBeginWithADash() {
    run(
        given -> assertEquals(-1, given.value(Sample.HOST).number(-1, 0)),
        "sample --file f days --host -1");
    assertEquals("", err.toString());
  }

  @Test
  void quotesAreKeptAndLettersAreNames() {
    run(
        given -> {
          assertEquals("\"x\"", given.value(Sample.HOST).text());
          assertEquals("5", given.value(Sample.UNIT).text());
        },
        "sample --file f days --host \"x\" -u5");
    assertEquals("", err.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "--help",
    "sample -h",
    "inner --help",
    "inner sample --bogus -hV",
    "sample --help x y"
  })
  void helpIsGivenWhateverElseIsWrong(String line) {
    assertEquals(0, run(line));
    assertTrue(out.toString().startsWith("Usage: all "), out::toString);
    assertEquals("", err.toString());
  }

  @Test
  void helpOfACommand() {
    run("sample --help");
    assertEquals(
        """
        Usage: all sample (--folder DIR | --file FILE) [OPTION]... UNIT [BDF...]
        Does as it is told.
        And nothing else.

          UNIT                  Of time.
          [BDF...]              Functions.
              --folder DIR      A folder.
              --file FILE       A file.
              --host HOST       Whose (here).
          -u, --unit UNIT       Which.
              --set NAME=VALUE  A setting.
              --debug           Show the stack trace of a failure.
          -h, --help            Show this help and exit.
          -V, --version         Show the version and exit.
        """,
        out.toString());
  }

  @Test
  void helpOfAGroupListsItsCommands() {
    run("--help");
    List<String> lines = out.toString().lines().toList();
    assertEquals("Usage: all [OPTION]... COMMAND", lines.getFirst());
    assertTrue(lines.contains("  sample  Does as it is told."), out::toString);
    assertTrue(lines.contains("  inner   Has others."), out::toString);
    assertEquals("The end.", lines.getLast());
  }

  @ParameterizedTest
  @CsvSource({"-V", "inner --version", "sample -V"})
  void tellsTheVersion(String line) {
    assertEquals(0, run(line));
    assertEquals("all 1.0", out.toString().strip());
  }

  @Test
  void aFailureIsALineAndItsCode() {
    assertEquals(3, run(_ -> fail(), "sample --file f days"));
    assertEquals("vfio4j: none there: make one", err.toString().strip());
  }

  private static void fail() {
    throw new CommandFailed(ExitCode.NOT_FOUND, "none there: make one");
  }

  @Test
  void anErrorOfOursIsALineToo() {
    assertEquals(1, run(given -> given.parameter(7), "sample --file f days"));
    assertTrue(err.toString().contains("this is an error of vfio4j; --debug shows where"));
    assertEquals(1, err.toString().lines().count());
  }

  @Test
  void tooManyOpenFilesAreNone() {
    assertEquals(1, run(_ -> openTooMany(), "sample --file f days"));
    assertTrue(err.toString().contains("EMFILE: 'ulimit -n' has to"), err::toString);
  }

  private static void openTooMany() {
    throw LinuxException.of("eventfd", 24);
  }

  @ParameterizedTest
  @CsvSource({"--debug sample --file f days", "sample --file f --debug days"})
  void debugShowsWhere(String line) {
    run(_ -> fail(), line);
    assertTrue(err.toString().contains("at io.vfio4j.distribution"), err::toString);
  }
}
