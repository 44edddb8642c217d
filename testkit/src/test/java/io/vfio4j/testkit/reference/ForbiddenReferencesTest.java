package io.vfio4j.testkit.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForbiddenReferencesTest {
  @TempDir private Path folder;

  /** A class of a plugin with members, in a folder of its own. */
  private Path compile(String members) throws IOException {
    Path source = folder.resolve("Acme.java");
    Files.writeString(source, "package acme; class Acme { %s }".formatted(members));
    Path classes = folder.resolve("classes");
    StringWriter said = new StringWriter();
    int result =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                new PrintWriter(said),
                new PrintWriter(said),
                "-proc:none",
                "-nowarn",
                "-cp",
                System.getProperty("java.class.path"),
                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-d",
                classes.toString(),
                source.toString());
    assertEquals(0, result, said::toString);
    return classes;
  }

  private ForbiddenReference only(String members) throws IOException {
    List<ForbiddenReference> found = ForbiddenReferences.in(compile(members));
    assertEquals(1, found.size(), found::toString);
    return found.getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          void f() { System.exit(1); }                                 | java.lang.System.exit
          void f() { Runtime.getRuntime().halt(1); }                   | java.lang.Runtime.halt
          void f() { System.loadLibrary("acme"); }                     | java.lang.System.loadLibrary
          Object o = java.lang.foreign.MemorySegment.NULL.reinterpret(8); | java.lang.foreign.MemorySegment.reinterpret
          Object o = java.lang.foreign.SymbolLookup.libraryLookup("c", null); | java.lang.foreign.SymbolLookup.libraryLookup
          sun.misc.Unsafe unsafe; Object o = sun.misc.Unsafe.class;    | sun.misc.Unsafe
          Object o = jdk.internal.misc.VM.class;                       | jdk.internal.misc.VM
          Object o = io.vfio4j.core.host.Host[].class;                 | io.vfio4j.core.host.Host
          Object o = io.vfio4j.testkit.ManualClock.class;              | io.vfio4j.testkit.ManualClock
          Object o = com.google.inject.Injector.class;                 | com.google.inject.Injector
          Object o = org.pf4j.Plugin.class;                            | org.pf4j.Plugin
          native void f();                                             | native methods (JNI)
          """)
  void whatHarmsTheAgentOrIsNotShownIsAnErrorThatNamesWhoAndWhat(String members, String what)
      throws IOException {
    ForbiddenReference found = only(members);
    assertTrue(found.fails());
    assertEquals(what, found.what());
    assertEquals(List.of("acme.Acme"), found.users());
    assertTrue(found.line().startsWith("acme.Acme: " + what + ": "), found.line());
    assertFalse(found.line().contains("\n"));
  }

  @Test
  void aLibraryThatIsNotPackedIsAWarning() throws IOException {
    ForbiddenReference found = only("Object o = com.grack.nanojson.JsonObject.class;");
    assertFalse(found.fails());
    assertTrue(found.line().contains("pack it, unless it is optional"), found.line());
  }

  @Test
  void whatThePluginPacksIsItsOwn() throws IOException {
    Path classes = compile("Object o = com.grack.nanojson.JsonObject.class;");
    Path packed = classes.resolve("com/grack/nanojson/JsonObject.class");
    Files.createDirectories(packed.getParent());
    Files.copy(classes.resolve("acme/Acme.class"), packed);
    assertEquals(List.of(), ForbiddenReferences.in(classes));
  }

  @Test
  void theApiSlf4jAndTheJdkAreShown() throws IOException {
    Path classes =
        compile(
            """
            Object a = io.vfio4j.api.VfioDevice.class;
            Object b = org.slf4j.LoggerFactory.class;
            Object c = javax.crypto.Cipher.class;
            long d = java.lang.foreign.MemorySegment.NULL.asSlice(0).byteSize();
            Object[][] e = new int[1][1][1];
            """);
    assertEquals(List.of(), ForbiddenReferences.in(classes));
  }

  @Test
  void usersOfOneThingAreOneLine() throws IOException {
    Path classes =
        compile("class Other { { System.exit(2); } } void f() { System.exit(1); System.exit(3); }");
    List<ForbiddenReference> found = ForbiddenReferences.in(classes);
    assertEquals(1, found.size());
    assertTrue(found.getFirst().line().startsWith("acme.Acme$Other and 1 more: "));
  }

  @Test
  void aJarIsReadAsItsClassesAre() throws IOException {
    Path classes = compile("void f() { System.exit(1); }");
    Path jar = folder.resolve("acme.jar");
    try (FileSystem inside =
        FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of("create", "true"))) {
      Files.createDirectory(inside.getPath("/acme"));
      Files.copy(classes.resolve("acme/Acme.class"), inside.getPath("/acme/Acme.class"));
    }
    assertEquals(ForbiddenReferences.in(classes), ForbiddenReferences.in(jar));
    assertEquals(1, ForbiddenReferences.in(jar).size());
  }

  @Test
  void whatIsNoClassFileIsAnErrorThatNamesIt() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Files.writeString(classes.resolve("Acme.class"), "this is no class file");
    IOException e = assertThrows(IOException.class, () -> ForbiddenReferences.in(classes));
    assertTrue(e.getMessage().startsWith("Acme.class is no readable class file"), e.getMessage());
  }
}
