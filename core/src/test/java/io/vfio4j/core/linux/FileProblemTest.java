package io.vfio4j.core.linux;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What the file system itself says, but for what root is never told. */
class FileProblemTest {
  @TempDir private Path folder;

  private static String words(Executable attempt) {
    return FileProblem.words(assertThrows(IOException.class, attempt));
  }

  @Test
  void whatTheJdkSaysByAClassIsSaidInWords() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "\u00ff", ISO_8859_1);
    assertEquals("there is a file of that name", words(() -> Files.createDirectory(file)));
    assertEquals("it is no folder", FileProblem.words(new NotDirectoryException("file")));
    assertEquals("it is not UTF-8 text", words(() -> Files.readString(file)));
    assertEquals("the folder is not empty", words(() -> Files.delete(folder)));
    assertEquals(
        "there is no such file or folder", words(() -> Files.readString(folder.resolve("none"))));
    assertEquals("permission denied", FileProblem.words(new AccessDeniedException("file")));
  }

  @Test
  void theKernelsOwnWordsAreKept() {
    assertEquals("Is a directory", words(this::readFolder));
    assertEquals(
        "Not a directory", words(() -> Files.readString(Path.of("/dev/null").resolve("below"))));
  }

  private void readFolder() throws IOException {
    try (InputStream in = Files.newInputStream(folder)) {
      in.readAllBytes();
    }
  }

  @Test
  void whatHasNoMessageIsNamedByItsClass() {
    assertEquals("java.io.IOException", FileProblem.words(new IOException()));
  }
}
