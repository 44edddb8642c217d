package io.vfio4j.core.host.acpi;

import io.vfio4j.core.host.acpi.aml.Findings;
import io.vfio4j.core.host.acpi.aml.NamePath;
import io.vfio4j.core.host.acpi.aml.TablePosition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A table whose header holds.
 *
 * <pre>
 * System description table header, ACPI 6.5 section 5.2.6
 *    0  signature, 4 characters        10  OEM id, 6 characters
 *    4  length, 4 bytes                16  OEM table id, 8 characters
 *    8  revision, 1 byte               24  OEM revision, 4 bytes
 *    9  checksum, 1 byte               28  compiler's id and revision, 4 bytes each
 * </pre>
 */
final class Table {
  private static final int HEADER_SIZE = 36;

  private final TablePosition first;
  private final byte[] bytes;
  private final String signature;

  private Table(TablePosition first, byte[] bytes, String signature) {
    this.first = first;
    this.bytes = bytes;
    this.signature = signature;
  }

  /** Checks an image; empty, and a finding, if nothing in it can be relied on. */
  static Optional<Table> check(TableImage image, Findings findings) {
    byte[] bytes = image.bytes();
    if (bytes.length < HEADER_SIZE) {
      TablePosition position = new TablePosition(image.source(), image.source(), 0);
      refuse(position, "%d bytes are no table".formatted(bytes.length), findings);
      return Optional.empty();
    }
    String signature = text(bytes, 0, 4);
    String name = "%s '%s'".formatted(signature, text(bytes, 16, 8).strip());
    return check(new TablePosition(image.source(), name, 0), bytes, signature, findings);
  }

  private static Optional<Table> check(
      TablePosition position, byte[] bytes, String signature, Findings findings) {
    long length = length(bytes);
    if (!signature.equals("DSDT") && !signature.equals("SSDT")) {
      refuse(position, "neither a DSDT nor an SSDT", findings);
      return Optional.empty();
    }
    if (length < HEADER_SIZE || length > bytes.length) {
      String problem = "its length is %d, but there are %d bytes".formatted(length, bytes.length);
      refuse(new TablePosition(position.source(), position.table(), 4), problem, findings);
      return Optional.empty();
    }
    Table table = new Table(position, Arrays.copyOf(bytes, (int) length), signature);
    table.checkEnds(bytes.length, findings);
    return Optional.of(table);
  }

  private static void refuse(TablePosition position, String problem, Findings findings) {
    findings.add(position, NamePath.ROOT, problem, "capture the table again, as it is in memory");
  }

  /** The kernel goes on after these, with a warning. */
  private void checkEnds(int available, Findings findings) {
    if (available > bytes.length) {
      String problem = "%d bytes follow the table".formatted(available - bytes.length);
      findings.add(at(bytes.length), NamePath.ROOT, problem, "give one table a file");
    }
    int sum = 0;
    for (byte each : bytes) {
      sum += each;
    }
    if ((sum & 0xff) != 0) {
      int right = (bytes[9] - sum) & 0xff;
      findings.add(
          at(9),
          NamePath.ROOT,
          "checksum 0x%02x is wrong".formatted(bytes[9] & 0xff),
          "0x%02x would be right, if it is not some other byte".formatted(right));
    }
  }

  private static long length(byte[] bytes) {
    return (bytes[4] & 0xffL)
        | (bytes[5] & 0xffL) << 8
        | (bytes[6] & 0xffL) << 16
        | (bytes[7] & 0xffL) << 24;
  }

  private static String text(byte[] bytes, int offset, int length) {
    String raw = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    return raw.replaceAll("\0+$", "").replaceAll("[^ -~]", "?");
  }

  private TablePosition at(int offset) {
    return new TablePosition(first.source(), first.table(), offset);
  }

  boolean isDsdt() {
    return signature.equals("DSDT");
  }

  int revision() {
    return bytes[8] & 0xff;
  }

  /** Where what it declares begins. */
  TablePosition body() {
    return at(HEADER_SIZE);
  }

  byte[] bytes() {
    return bytes;
  }
}
