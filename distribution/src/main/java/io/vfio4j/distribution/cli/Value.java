package io.vfio4j.distribution.cli;

import io.vfio4j.api.pci.PciAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A word that the user gave, to be read as what it stands for. All throw {@link WrongUsage} if it
 * is no such thing.
 *
 * @param name of the option or parameter that it was given for
 * @param text the word
 */
public record Value(String name, String text) {

  /** A file or folder. The JDK takes no name at all for the current folder. */
  public Path path() {
    if (text.isEmpty()) {
      throw wrong("is no path: it is empty");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw wrong("is no path: " + e.getReason());
    }
  }

  /** A whole number in a range, both ends included. */
  public int number(int least, int most) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException _) {
      // The same is to be written instead.
    }
    throw new WrongUsage(name + " " + text + " is no whole number from " + least + " to " + most);
  }

  /** The address of a PCI function. */
  public PciAddress address() {
    try {
      return PciAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(name + ": " + e.getMessage());
    }
  }

  /** A guest's memory. Without a unit a VMM takes it for bytes in one place and MiB in another. */
  public String memorySize() {
    if (!text.matches("[1-9][0-9]*[KMGTkmgt]")) {
      throw wrong("is no size such as 2G");
    }
    return text;
  }

  /** A UUID with all of its digits, which the JDK does not ask for. */
  public UUID uuid() {
    try {
      UUID uuid = UUID.fromString(text);
      if (uuid.toString().equalsIgnoreCase(text)) {
        return uuid;
      }
    } catch (IllegalArgumentException _) {
      // The same is to be written instead.
    }
    throw wrong("is no UUID such as 2f3c1b9e-7d54-4e0a-9c86-51d0a7e4b3f8");
  }

  /** One of a few, in capitals or not. */
  @SafeVarargs
  public final <E extends Enum<E>> E oneOf(E... values) {
    for (E value : values) {
      if (value.toString().equalsIgnoreCase(text)) {
        return value;
      }
    }
    throw wrong("is none of " + list(values));
  }

  /** How the help lists what {@link #oneOf} takes. */
  public static String list(Enum<?>... values) {
    return Stream.of(values).map(Enum::toString).collect(Collectors.joining(", "));
  }

  /** What stands between commas. */
  public List<Value> split() {
    return Stream.of(text.split(",")).map(part -> new Value(name, part)).toList();
  }

  private WrongUsage wrong(String what) {
    return new WrongUsage(name + " '" + text + "' " + what);
  }
}
