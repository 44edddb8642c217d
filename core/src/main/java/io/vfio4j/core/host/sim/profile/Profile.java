package io.vfio4j.core.host.sim.profile;

import io.vfio4j.core.linux.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A description of a simulated host, checked.
 *
 * @param name of a built-in profile, or its file
 * @param description in a sentence
 * @param functions by their addresses
 */
public record Profile(String name, String description, List<FunctionProfile> functions) {
  private static final List<String> BUILT_IN =
      List.of("gh200-96g", "gh200-144g", "gb200", "gh200-no-acpi");

  /** The list is kept as it is now. */
  public Profile {
    functions = List.copyOf(functions);
  }

  /** The names of the built-in profiles; the first one is the default. */
  public static List<String> builtInNames() {
    return BUILT_IN;
  }

  /**
   * Loads a built-in profile.
   *
   * @throws UnknownProfileException if there is none of that name; the message lists those that
   *     there are
   */
  public static Profile builtIn(String name) {
    if (!BUILT_IN.contains(name)) {
      throw new UnknownProfileException(
          "no built-in profile '%s'; there are %s".formatted(name, String.join(", ", BUILT_IN)));
    }
    String resource = TableSource.FOLDER + name + ".json";
    try (InputStream in = Profile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not in our jar");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ProfileReader(TableSource.builtIn()).read(text, name);
    } catch (IOException e) {
      throw new ProfileException("%s: cannot be read: %s".formatted(name, FileProblem.words(e)));
    }
  }

  /**
   * Loads a profile from a file.
   *
   * @throws ProfileException if it cannot be read, or is not a profile; {@link
   *     UnknownProfileException} if there is none
   */
  public static Profile read(Path file) {
    Place place = Place.top(file.toString());
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(JsonText.MAX_LENGTH + 1);
      if (bytes.length > JsonText.MAX_LENGTH) {
        throw place.problem("longer than %d bytes", JsonText.MAX_LENGTH);
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new ProfileReader(TableSource.beside(file)).read(text, file.toString());
    } catch (NoSuchFileException _) {
      throw new UnknownProfileException(file + ": no such file");
    } catch (CharacterCodingException _) {
      throw place.problem("not UTF-8 text");
    } catch (IOException e) {
      throw place.problem("cannot be read (%s): name a profile's file", FileProblem.words(e));
    }
  }

  /**
   * Reads a profile's text. It cannot name ACPI tables, as they are in a profile's folder.
   *
   * @param text JSON
   * @param origin what messages call it
   * @throws ProfileException if it is not a profile
   */
  public static Profile parse(String text, String origin) {
    return new ProfileReader(TableSource.none()).read(text, origin);
  }
}
